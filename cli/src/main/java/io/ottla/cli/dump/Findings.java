package io.ottla.cli.dump;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.cli.tool.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found to be wrong, by kind and file; said at the end, so that it is not lost between the lines. */
@OwnedBy(CREATOR)
final class Findings {
    private final Map<String, List<String>> byTitle = new LinkedHashMap<>();

    /** @param title of all findings of this kind in this file */
    void add(String title, String finding) {
        byTitle.computeIfAbsent(title, unused -> new ArrayList<>()).add(finding);
    }

    void print(Terminal terminal) {
        terminal.out().flush();
        byTitle.forEach((title, findings) -> {
            terminal.err().println(title);
            findings.forEach(finding -> terminal.err().println("  " + finding));
        });
    }
}
