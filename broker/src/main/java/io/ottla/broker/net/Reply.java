package io.ottla.broker.net;

import io.ottla.wire.codec.WireWriter;

/** What is sent back for one request. Used on the loop of the connection, once: written or discarded. */
public interface Reply {
    /** Writes the response, from the correlation id on; the size in front is not its business. */
    void write(WireWriter out);

    /** The connection is gone and nobody will read this: let go of what it holds. */
    default void discard() {}
}
