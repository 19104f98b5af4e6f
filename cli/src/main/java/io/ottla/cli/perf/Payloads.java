package io.ottla.cli.perf;

import static io.ottla.base.OwnedBy.Owner.CREATOR;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.ottla.base.OwnedBy;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Terminal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What records hold: letters of chance, lines of a file in an order of chance, or their own numbers. */
@OwnedBy(CREATOR)
final class Payloads {
    private final SplittableRandom random = new SplittableRandom(0);
    private final List<byte[]> lines;
    private final byte[] letters;
    private final boolean numbers;

    Payloads(Arguments given, Terminal terminal) {
        var kind = given.exactlyOne("--record-size", "--payload-file", "--payload-monotonic");
        lines = kind.equals("--payload-file") ? lines(given, terminal) : List.of();
        letters = new byte[(int) given.number("--record-size", 1, 1, Integer.MAX_VALUE)];
        numbers = kind.equals("--payload-monotonic");
    }

    /** The next one, which may be used until the one after it is asked for. */
    ByteBuffer next(long number) {
        if (numbers) {
            return ByteBuffer.wrap(Long.toString(number).getBytes(UTF_8));
        }
        if (!lines.isEmpty()) {
            return ByteBuffer.wrap(lines.get(random.nextInt(lines.size())));
        }
        for (int i = 0; i < letters.length; i++) {
            letters[i] = (byte) ('A' + random.nextInt(26));
        }
        return ByteBuffer.wrap(letters);
    }

    private static List<byte[]> lines(Arguments given, Terminal terminal) {
        var file = Path.of(given.required("--payload-file"));
        terminal.out().println("Reading payloads from: " + file.toAbsolutePath());
        var found = new ArrayList<byte[]>();
        try {
            for (var line : delimiter(given).split(Files.readString(file), -1)) {
                found.add(line.getBytes(UTF_8));
            }
            if (!found.isEmpty() && found.get(found.size() - 1).length == 0) {
                found.remove(found.size() - 1); // nothing stands behind the last delimiter
            }
        } catch (IOException e) {
            throw new Failure("--payload-file " + file + " cannot be read as UTF-8: " + e.getMessage(), e);
        }
        if (found.stream().allMatch(line -> line.length == 0)) {
            throw new Failure("--payload-file " + file + " is empty");
        }
        terminal.out().println("Number of records read: " + found.size());
        return found;
    }

    private static Pattern delimiter(Arguments given) {
        var regex = given.text("--payload-delimiter", "\\n");
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw given.mistake("--payload-delimiter " + regex + " is not a regular expression: " + e.getDescription());
        }
    }
}
