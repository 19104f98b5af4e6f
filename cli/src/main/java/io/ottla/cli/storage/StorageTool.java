package io.ottla.cli.storage;

import io.ottla.broker.config.BrokerConfig;
import io.ottla.broker.config.ConfigFile;
import io.ottla.broker.config.ConfigMistake;
import io.ottla.cli.feature.Features;
import io.ottla.cli.feature.FeaturesTool;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.ClusterOptions;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import io.ottla.wire.Uuid;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** kafka-storage: its commands. */
public final class StorageTool implements Tool {
    @Override
    public Usage usage() {
        return Usage.ofCommand("kafka-storage.sh", "Formats log directories, and looks at them.")
                .command(config(Usage.ofCommand("info", "Shows what the log directories are formatted for.")))
                .command(format())
                .command(ClusterOptions.withOutput(
                                Usage.ofCommand("version-mapping", "Shows which features a release begins with."))
                        .value(
                                "--release-version",
                                "-r",
                                "release",
                                "The release, like 4.0 or 4.0-IV1 (default " + Features.newestRelease() + ")."))
                .command(ClusterOptions.withOutput(
                                Usage.ofCommand("feature-dependencies", "Shows which features others need."))
                        .values("--feature", "-f", "name=level", "The feature; may be given several times."))
                .command(Usage.ofCommand("random-uuid", "Makes an id for a new cluster."));
    }

    private static Usage config(Usage usage) {
        return usage.value("--config", "-c", "file", "The configuration of the broker. Required.");
    }

    private static Usage format() {
        return config(Usage.ofCommand("format", "Prepares the log directories of a broker for a cluster."))
                .value("--cluster-id", "-t", "id", "The id of the cluster (see random-uuid). Required.")
                .flag("--ignore-formatted", "-g", "Passes over directories that are formatted already.")
                .value(
                        "--release-version",
                        "-r",
                        "release",
                        "The release whose features the cluster begins with (default " + Features.newestRelease()
                                + ").")
                .values("--feature", "-f", "name=level", "The level of one feature to begin with.")
                .values("--add-scram", "-S", "credential", "Not supported yet.")
                .flag("--standalone", "-s", "This node is the only controller, as it is by default.")
                .flag("--no-initial-controllers", "-N", "No controllers are written down, as it is by default.")
                .value("--initial-controllers", "-I", "id@host:port:dir,...", "Not supported yet.");
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        var arguments = given.command();
        switch (given.commandName()) {
            case "info" -> new DirectoryInfo(config(arguments)).print(terminal);
            case "format" -> new Formatting(config(arguments), arguments).run(terminal);
            case "version-mapping" -> FeaturesTool.printRelease(arguments, terminal);
            case "feature-dependencies" -> FeaturesTool.printDependencies(arguments, terminal);
            default -> terminal.out().println(Uuid.random(new SecureRandom()));
        }
    }

    private static BrokerConfig config(Arguments arguments) {
        try {
            return ConfigFile.read(Path.of(arguments.required("--config")), List.of())
                    .config();
        } catch (ConfigMistake mistake) {
            throw new Failure(String.join(System.lineSeparator(), mistake.lines()), mistake);
        }
    }
}
