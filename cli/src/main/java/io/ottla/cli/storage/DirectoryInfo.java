package io.ottla.cli.storage;

import io.ottla.broker.config.BrokerConfig;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Terminal;
import io.ottla.log.checkpoint.MetaProperties;
import io.ottla.log.disk.Disk;
import io.ottla.log.disk.NioDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The command info: which log directories there are, and what they were formatted for. */
final class DirectoryInfo {
    private final Disk disk = new NioDisk();
    private final List<Path> configured;
    private final List<Path> found = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<MetaProperties> formatted = new ArrayList<>();

    DirectoryInfo(BrokerConfig config) {
        var all = new TreeSet<>(config.logDirs());
        all.add(config.metadataLogDir());
        configured = List.copyOf(all);
    }

    void print(Terminal terminal) {
        configured.forEach(this::look);
        compare();
        var out = terminal.out();
        if (!found.isEmpty()) {
            out.println(found.size() == 1 ? "Found log directory:" : "Found log directories:");
            found.forEach(directory -> out.println("  " + directory));
            out.println();
        }
        if (!formatted.isEmpty()) {
            out.println("Found metadata: " + text(formatted.get(0)));
            out.println();
        }
        if (!problems.isEmpty()) {
            out.println(problems.size() == 1 ? "Found problem:" : "Found problems:");
            problems.forEach(problem -> out.println("  " + problem));
            out.println();
            throw new Failure("");
        }
    }

    private void look(Path directory) {
        if (!Files.exists(directory)) {
            problems.add(directory + " does not exist");
            return;
        }
        if (!Files.isDirectory(directory)) {
            problems.add(directory + " is not a directory");
            return;
        }
        found.add(directory);
        try {
            MetaProperties.read(disk, directory)
                    .ifPresentOrElse(formatted::add, () -> problems.add(directory + " is not formatted."));
        } catch (IOException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    private void compare() {
        for (var other : formatted) {
            var first = formatted.get(0);
            if (!other.clusterId().equals(first.clusterId()) || other.nodeId() != first.nodeId()) {
                problems.add("Metadata of the directories differs: " + text(first) + " and " + text(other));
            }
        }
    }

    private static String text(MetaProperties properties) {
        return "{cluster.id=" + properties.clusterId() + ", directory.id=" + properties.directoryId() + ", node.id="
                + properties.nodeId() + ", version=1}";
    }
}
