package io.ottla.log.epoch;

import io.ottla.log.disk.Disk;
import io.ottla.log.disk.SmallFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The file leader-epoch-checkpoint: version 0, the number of lines, then an epoch and its start offset a line. Blocks. */
public final class EpochCheckpoint {
    public static final String FILE_NAME = "leader-epoch-checkpoint";

    private EpochCheckpoint() {}

    public static void write(Disk disk, Path directory, EpochHistory history) throws IOException {
        var text = new StringBuilder("0\n").append(history.count()).append('\n');
        for (var i = 0; i < history.count(); i++) {
            text.append(history.epoch(i))
                    .append(' ')
                    .append(history.startOffset(i))
                    .append('\n');
        }
        SmallFile.replace(disk, directory.resolve(FILE_NAME), text.toString());
    }

    /** Empty if there is no such file, or it makes no sense: recovery then finds the epochs in the batches. */
    public static Optional<EpochHistory> read(Disk disk, Path directory) throws IOException {
        return SmallFile.readText(disk, directory.resolve(FILE_NAME)).flatMap(EpochCheckpoint::parse);
    }

    static Optional<EpochHistory> parse(String text) {
        var lines = text.lines().toList();
        try {
            if (lines.size() < 2 || !lines.get(0).equals("0") || Integer.parseInt(lines.get(1)) != lines.size() - 2) {
                return Optional.empty();
            }
            var history = EpochHistory.EMPTY;
            for (var line : lines.subList(2, lines.size())) {
                var space = line.indexOf(' ');
                var epoch = Integer.parseInt(line, 0, space, 10);
                history = history.with(epoch, Long.parseLong(line, space + 1, line.length(), 10));
            }
            return Optional.of(history);
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
