package io.ottla.log;

import io.ottla.wire.Uuid;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One entry of log.dirs as it stands: immutable. {@code failure} is null while it works. */
public record LogDir(Path path, Uuid directoryId, @Nullable String failure) {
    public boolean isOnline() {
        return failure == null;
    }
}
