package io.ottla.cli.dump;

import io.ottla.cli.tool.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file as memory, read only. Stateless. */
final class Mapped {
    private Mapped() {}

    /** @throws Failure naming the file */
    static ByteBuffer file(Path path) {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, Math.min(channel.size(), Integer.MAX_VALUE));
        } catch (NoSuchFileException e) {
            throw new Failure(path + " does not exist", e);
        } catch (IOException e) {
            throw new Failure(path + " cannot be read: " + e.getMessage(), e);
        }
    }
}
