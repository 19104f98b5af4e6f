package io.ottla.replication.machine;

import org.jspecify.annotations.Nullable;

/**
 * Turns changes into records of an internal topic and back. Stateless; any thread.
 *
 * @param <C> the changes
 */
public interface ChangeCodec<C> {
    /** The record to keep; null for a change that is gone with the process. */
    @Nullable
    StoredRecord write(C change);

    /**
     * The change a record tells; null for a kind of record that is not known here, which is passed over.
     *
     * @throws io.ottla.wire.MalformedMessage if it cannot be read; it is passed over with a line in the log
     */
    @Nullable
    C read(StoredRecord stored);
}
