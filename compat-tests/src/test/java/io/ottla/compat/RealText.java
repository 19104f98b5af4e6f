package io.ottla.compat;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a text file of as many lines as wanted: the machine's package lists, one behind the other, and what its packages have installed.
 * Where that is too little, as on a machine without Debian's packages, lines of many lengths fill it up.
 */
final class RealText {
    private static final Path LISTS = Path.of("/var/lib/apt/lists");
    private static final Path INSTALLED = Path.of("/var/lib/dpkg/info");
    /** Reads the lists whether they are compressed or not. */
    private static final Path READER = Path.of("/usr/lib/apt/apt-helper");

    private final OutputStream out;
    private final int count;
    private int lines;

    private RealText(OutputStream out, int count) {
        this.out = out;
        this.count = count;
    }

    /** Writes the first {@code count} lines there are to {@code text}; none of them is empty, for kcat passes over those. */
    static void write(Path text, int count) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(text), 1 << 16)) {
            var writing = new RealText(out, count);
            writing.takeAll(packageLists());
            for (var list : files(INSTALLED, ".list")) {
                writing.takeAll(Files.readAllBytes(list));
            }
            writing.fillUp();
        }
    }

    private static byte[] packageLists() throws IOException {
        var lists = files(LISTS, "_Packages", "_Packages.lz4", "_Packages.gz", "_Packages.xz");
        if (lists.isEmpty() || !Files.isExecutable(READER)) {
            return new byte[0];
        }
        var command = new ArrayList<>(List.of(READER.toString(), "cat-file"));
        lists.forEach(list -> command.add(list.toString()));
        var reading = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var in = new BufferedInputStream(reading.getInputStream())) {
            return in.readAllBytes();
        }
    }

    private static List<Path> files(Path folder, String... endings) throws IOException {
        if (!Files.isReadable(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        }
    }

    private void takeAll(byte[] text) throws IOException {
        for (int from = 0; from < text.length && lines < count; ) {
            int end = from;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            take(text, from, end);
            from = end + 1;
        }
    }

    private void fillUp() throws IOException {
        for (int number = 1; lines < count; number++) {
            var line = (number + " Package: lib".repeat(number % 7)).getBytes(StandardCharsets.US_ASCII);
            take(line, 0, line.length);
        }
    }

    private void take(byte[] text, int from, int end) throws IOException {
        if (end > from) {
            out.write(text, from, end - from);
            out.write('\n');
            lines++;
        }
    }
}
