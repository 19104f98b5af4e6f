package io.ottla.compat.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The differences we want: a line each, {@code case | what the line of the answer holds | reason}. */
final class Differences {
    private record Wanted(String name, String fragment) {}

    private final Set<Wanted> wanted = new LinkedHashSet<>();
    private final Set<Wanted> seen = new LinkedHashSet<>();

    static Differences read(Path file) throws IOException {
        var differences = new Differences();
        for (var line : Files.readAllLines(file)) {
            var columns = line.split(" \\| ", 3);
            if (line.startsWith("#")) {
                continue;
            }
            if (columns.length == 3) {
                differences.wanted.add(new Wanted(columns[0].strip(), columns[1].strip()));
            } else if (!line.isBlank()) {
                throw new AssertionError("a difference without a reason: " + line);
            }
        }
        return differences;
    }

    /** The lines in which two answers differ and nobody said they should. */
    List<String> unexplained(String name, String theirs, String ours) {
        var only = new ArrayList<String>();
        missing(name, theirs, ours).forEach(line -> only.add("- " + line));
        missing(name, ours, theirs).forEach(line -> only.add("+ " + line));
        if (!only.isEmpty()) {
            only.add(0, "== " + name);
        }
        return only;
    }

    /** Lines of {@code one} that {@code other} does not have as often. */
    private List<String> missing(String name, String one, String other) {
        var left = new ArrayList<>(other.lines().toList());
        var missing = new ArrayList<String>();
        for (var line : one.lines().toList()) {
            if (!left.remove(line) && !isWanted(name, line)) {
                missing.add(line);
            }
        }
        return missing;
    }

    private boolean isWanted(String name, String line) {
        for (var one : wanted) {
            if (one.name.equals(name) && line.contains(one.fragment)) {
                seen.add(one);
                return true;
            }
        }
        return false;
    }

    /** Those that are wanted and are not there: the file is out of date. */
    List<String> unused() {
        return wanted.stream()
                .filter(one -> !seen.contains(one))
                .map(one -> "no longer different: " + one.name + " | " + one.fragment)
                .toList();
    }
}
