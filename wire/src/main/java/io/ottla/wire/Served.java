package io.ottla.wire;

import com.google.errorprone.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of an API have a handler, and which ones ApiVersions names. They differ where clients take the oldest
 * version as a sign of something else, like Produce 0 for any compression at all (KAFKA-18659).
 *
 * @param advertised null if ApiVersions keeps silent about it
 * @param amongNodes clients have nothing to do with it
 */
@Immutable
record Served(VersionRange dispatched, @Nullable VersionRange advertised, boolean amongNodes) {
    /** These versions have a handler, and are named. */
    static Served versions(int oldest, int newest) {
        var versions = new VersionRange(oldest, newest);
        return new Served(versions, versions, false);
    }

    /** Only nodes of the cluster ask this of each other, on the listeners of controllers. */
    Served forNodes() {
        return new Served(dispatched, advertised, true);
    }

    /** Names older versions too, which are refused when they come. */
    Served advertisedFrom(int oldest) {
        return new Served(dispatched, new VersionRange(oldest, dispatched.newest()), amongNodes);
    }

    /** Is answered, but clients are not told, so that they do not ask. */
    Served unadvertised() {
        return new Served(dispatched, null, amongNodes);
    }
}
