package io.ottla.replication.image;

/** The levels of a feature a node can run, both inclusive. */
public record VersionRange(short min, short max) {
    public boolean includes(short level) {
        return min <= level && level <= max;
    }
}
