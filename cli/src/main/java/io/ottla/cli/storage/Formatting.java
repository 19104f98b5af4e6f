package io.ottla.cli.storage;

import io.ottla.broker.config.BrokerConfig;
import io.ottla.cli.feature.Features;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Terminal;
import io.ottla.log.checkpoint.MetaProperties;
import io.ottla.log.disk.Disk;
import io.ottla.log.disk.NioDisk;
import io.ottla.replication.change.FeatureChanged;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.metadata.Bootstrap;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The command format: every directory gets its meta.properties, and the records the cluster begins with. */
final class Formatting {
    private final Disk disk = new NioDisk();
    private final BrokerConfig config;
    private final Arguments given;
    private final String clusterId;

    Formatting(BrokerConfig config, Arguments given) {
        this.config = config;
        this.given = given;
        clusterId = given.required("--cluster-id");
    }

    void run(Terminal terminal) {
        refuseWhatIsMissing();
        var level = Features.metadataLevel(given.text("--release-version", Features.newestRelease()));
        var wanted = Features.parse(given.texts("--feature"));
        if (wanted.containsKey(Features.METADATA_VERSION)) {
            throw given.mistake("use --release-version for " + Features.METADATA_VERSION);
        }
        var features = Features.finalised(level, wanted);
        var unformatted = unformatted();
        if (unformatted.isEmpty()) {
            terminal.out().println("All of the log directories are already formatted.");
            return;
        }
        terminal.out().println("Bootstrap metadata: " + described(features, level));
        try {
            for (var directory : unformatted) {
                var kind = directory.equals(config.metadataLogDir()) ? "metadata" : "data";
                terminal.out()
                        .println("Formatting " + kind + " directory " + directory + " with metadata.version "
                                + Features.release(level) + ".");
                format(directory, features);
            }
        } catch (IOException e) {
            throw new Failure("formatting failed: " + e.getMessage(), e);
        }
    }

    private void refuseWhatIsMissing() {
        for (var option : List.of("--add-scram", "--initial-controllers")) {
            if (given.has(option)) {
                throw given.mistake(option + " is not supported yet");
            }
        }
        if (given.has("--standalone")) {
            given.refuseWith("--standalone", "--no-initial-controllers");
        }
        if (clusterId.isBlank()) {
            throw given.mistake("--cluster-id is empty");
        }
    }

    /** @throws Failure if one is formatted and that is not to be ignored, or for something else */
    private List<Path> unformatted() {
        var all = new TreeSet<>(config.logDirs());
        all.add(config.metadataLogDir());
        var unformatted = new ArrayList<Path>();
        for (var directory : all) {
            try {
                var properties = MetaProperties.read(disk, directory);
                if (properties.isEmpty()) {
                    unformatted.add(directory);
                } else if (!given.has("--ignore-formatted")) {
                    throw new Failure("Log directory " + directory + " is already formatted. Use --ignore-formatted to"
                            + " ignore this directory and format the others.");
                } else {
                    refuseOther(directory, properties.get());
                }
            } catch (IOException e) {
                throw new Failure(directory + " cannot be looked at: " + e.getMessage(), e);
            }
        }
        return unformatted;
    }

    private void refuseOther(Path directory, MetaProperties properties) {
        var file = directory.resolve(MetaProperties.FILE_NAME);
        if (!properties.clusterId().equals(clusterId)) {
            throw new Failure("Invalid cluster.id in: " + file + ". Expected " + clusterId + ", but read "
                    + properties.clusterId());
        }
        if (properties.nodeId() != config.nodeId()) {
            throw new Failure("Invalid node.id in: " + file + ". Expected " + config.nodeId() + ", but read "
                    + properties.nodeId());
        }
    }

    private void format(Path directory, Map<String, Integer> features) throws IOException {
        disk.createDirectories(directory);
        var changes = features.entrySet().stream()
                .map(feature -> (MetadataChange)
                        new FeatureChanged(feature.getKey(), feature.getValue().shortValue()))
                .toList();
        Bootstrap.write(disk, directory, changes);
        // Last, because whoever finds it takes the directory for formatted.
        new MetaProperties(clusterId, config.nodeId(), Uuid.random(new SecureRandom())).write(disk, directory);
    }

    /** As Kafka's tool prints it. */
    private static String described(Map<String, Integer> features, int level) {
        var records = features.entrySet().stream()
                .map(feature -> "ApiMessageAndVersion(FeatureLevelRecord(name='" + feature.getKey() + "', featureLevel="
                        + feature.getValue() + ") at version 0)")
                .collect(Collectors.joining(", "));
        return "BootstrapMetadata(records=[" + records + "], metadataVersionLevel=" + level
                + ", source=format command)";
    }
}
