package io.ottla.wire.compress;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;

/** Readers of compressed bytes, kept for the next use: one per loop. Native code is loaded when a codec is first used. */
@OwnedBy(CREATOR)
public final class Decompressors implements AutoCloseable {
    @Override
    public void close() {}
}
