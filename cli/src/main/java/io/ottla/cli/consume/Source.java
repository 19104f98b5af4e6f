package io.ottla.cli.consume;

import io.ottla.cli.client.RecordSink;

/** Where records come from: partitions read alone, or as a member of a group. */
public interface Source extends AutoCloseable {
    /**
     * Hands out what comes within that time.
     *
     * @return how many records were handed out
     */
    int poll(int longestWaitMs, RecordSink sink);

    @Override
    void close();
}
