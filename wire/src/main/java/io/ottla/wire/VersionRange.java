package io.ottla.wire;

import com.google.errorprone.annotations.Immutable;

/** Versions from {@code oldest} to {@code newest}, both included. */
@Immutable
public record VersionRange(int oldest, int newest) {
    /** Is the version one of these? */
    public boolean contains(int version) {
        return version >= oldest && version <= newest;
    }

    /** As people write it: {@code 4-17}, or {@code 3} for a single version. */
    @Override
    public String toString() {
        return oldest == newest ? Integer.toString(oldest) : oldest + "-" + newest;
    }
}
