package io.ottla.compat.differential.ask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The differences we want, a line each: {@code question | what differs | reason}. The first two are regular expressions, for a
 * question as {@code Fetch v12: offset 3} and for a difference as {@code .path: kafka this, ottla that}.
 */
public final class Wanted {
    private record Line(String text, Pattern question, Pattern what) {
        static Line read(String text) {
            var columns = text.split(" \\| ", 3);
            if (columns.length < 3 || columns[2].isBlank()) {
                throw new AssertionError("a difference without a reason: " + text);
            }
            return new Line(text, Pattern.compile(columns[0].strip()), Pattern.compile(columns[1].strip()));
        }

        boolean explains(Difference difference) {
            return question.matcher(difference.question().toString()).find()
                    && what.matcher(difference.what()).find();
        }
    }

    private final List<Line> lines;
    private final Set<Line> met = new HashSet<>();

    private Wanted(List<Line> lines) {
        this.lines = lines;
    }

    public static Wanted read(Path file) throws IOException {
        return new Wanted(Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Line::read)
                .toList());
    }

    public boolean explains(Difference difference) {
        var explaining =
                lines.stream().filter(line -> line.explains(difference)).toList();
        met.addAll(explaining);
        return !explaining.isEmpty();
    }

    /** Lines that explained nothing: what they speak of is no more. What depends on the seed need not be there. */
    public List<String> unmet() {
        return lines.stream()
                .filter(Predicate.not(met::contains))
                .map(Line::text)
                .filter(text -> !text.contains(": seed"))
                .toList();
    }
}
