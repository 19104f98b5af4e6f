package io.ottla.cli.client;

/** Takes fetched records, one after the other. */
public interface RecordSink {
    /** Takes a record. False if no further one is wanted. */
    boolean accept(FetchedRecord record);
}
