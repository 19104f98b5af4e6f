package io.ottla.wire;

import com.google.errorprone.annotations.Immutable;

/** Versions from {@code oldest} to {@code newest}, both included. */
@Immutable
public record VersionRange(int oldest, int newest) {
    /** Is the version one of these? */
    public boolean contains(int version) {
        return version >= oldest && version <= newest;
    }
}
