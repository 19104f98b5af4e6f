package io.ottla.compat;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A program that a test drives. Where it is missing the test is skipped, with a line that says so; CI skips none. */
final class NeededProgram {
    private NeededProgram() {}

    static void require(String name) {
        if (isInstalled(name)) {
            return;
        }
        var missing = "skipped, for " + name + " is not installed: compat-tests/install-clients.sh installs it";
        assertNull(System.getenv("CI"), missing);
        System.err.println(missing);
        abort(missing);
    }

    private static boolean isInstalled(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
