package io.ottla.wire.codec;

/** A record of {@code __cluster_metadata}. */
public interface MetadataRecord {
    /** The number that stands in front of it in the log. */
    short type();
}
