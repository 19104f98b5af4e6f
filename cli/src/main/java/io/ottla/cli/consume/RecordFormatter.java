package io.ottla.cli.consume;

import io.ottla.cli.client.FetchedRecord;

/** Writes a record down for a person or a program. */
interface RecordFormatter {
    /** Writes one record, with what separates it from the next. */
    void write(FetchedRecord record, ByteOutput out);
}
