package io.ottla.cli.feature;

import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.ClusterOptions;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Json;
import io.ottla.cli.tool.Table;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.cluster.UpdateFeatures;
import io.ottla.wire.message.connection.ApiVersions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** kafka-features: its commands. */
public final class FeaturesTool implements Tool {
    private static final byte UPGRADE = 1;
    private static final byte SAFE_DOWNGRADE = 2;
    private static final byte UNSAFE_DOWNGRADE = 3;

    @Override
    public Usage usage() {
        var usage = ClusterOptions.addTo(
                        Usage.of("kafka-features.sh", "Looks at the features of a cluster and changes their levels."))
                .value("--bootstrap-controller", "host:port,...", "Not supported yet; use --bootstrap-server.");
        var describe =
                Usage.ofCommand("describe", "Shows which levels of each feature there are, and which is in use.");
        return usage.command(ClusterOptions.withOutput(describe))
                .command(change(Usage.ofCommand("upgrade", "Raises features."), false))
                .command(change(Usage.ofCommand("downgrade", "Lowers features."), true))
                .command(Usage.ofCommand("disable", "Lowers features to level 0.")
                        .values("--feature", "name", "A feature; may be given several times.")
                        .flag("--unsafe", "Also if metadata is lost by it.")
                        .flag("--dry-run", "Only asks whether it could be done."))
                .command(ClusterOptions.withOutput(
                                Usage.ofCommand("version-mapping", "Shows which features a release begins with."))
                        .value(
                                "--release-version",
                                "release",
                                "The release, like 4.0 or 4.0-IV1 (default " + Features.newestRelease() + ")."))
                .command(ClusterOptions.withOutput(
                                Usage.ofCommand("feature-dependencies", "Shows which features others need."))
                        .values("--feature", "name=level", "The feature; may be given several times."));
    }

    private static Usage change(Usage usage, boolean isDowngrade) {
        usage.value("--metadata", "release", "The old name of --release-version, for metadata.version alone.")
                .value("--release-version", "release", "The release whose features all features shall have.")
                .values("--feature", "name=level", "One feature; may be given several times.")
                .flag("--dry-run", "Only asks whether it could be done.");
        return isDowngrade ? usage.flag("--unsafe", "Also if metadata is lost by it.") : usage;
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        var command = given.command();
        switch (given.commandName()) {
            case "version-mapping" -> printRelease(command, terminal);
            case "feature-dependencies" -> printDependencies(command, terminal);
            case "describe" -> {
                try (var cluster = connect(given)) {
                    describe(cluster, ClusterOptions.isJson(command), terminal);
                }
            }
            default -> change(given, command, terminal);
        }
    }

    /** Which features a release begins with. */
    public static void printRelease(Arguments command, Terminal terminal) {
        var release = command.text("--release-version", Features.newestRelease());
        var levels = Features.ofRelease(Features.metadataLevel(release));
        if (ClusterOptions.isJson(command)) {
            terminal.out().println(Json.text(levels));
            return;
        }
        levels.forEach((name, level) -> {
            var label = name.equals(Features.METADATA_VERSION) ? " (" + release + ")" : "";
            terminal.out().println(name + "=" + level + label);
        });
    }

    /** What the features that are named need of others. */
    public static void printDependencies(Arguments command, Terminal terminal) {
        var features = Features.parse(command.texts("--feature"));
        if (features.isEmpty()) {
            throw command.mistake("--feature is required");
        }
        if (ClusterOptions.isJson(command)) {
            var needs = new LinkedHashMap<String, Map<String, Integer>>();
            features.forEach((name, level) -> needs.put(name + "=" + level, Features.needs(name, level)));
            terminal.out().println(Json.text(needs));
            return;
        }
        features.forEach((name, level) -> terminal.out().println(Features.dependencies(name, level)));
    }

    private static Cluster connect(Arguments given) {
        if (given.has("--bootstrap-controller")) {
            throw given.mistake("--bootstrap-controller is not supported yet; use --bootstrap-server");
        }
        return ClusterOptions.connect(given);
    }

    private static void describe(Cluster cluster, boolean isJson, Terminal terminal) {
        // The greeting leaves out features that begin with level 0: it is asked for in an old version.
        var greeting = cluster.ask(new ApiVersions.Request("ottla-cli", "0.1.0", null, -1));
        var finalised = new TreeMap<String, Integer>();
        greeting.finalizedFeatures().forEach(feature -> finalised.put(feature.name(), (int) feature.maxVersionLevel()));
        var epoch = greeting.finalizedFeaturesEpoch();
        var table = new Table()
                .last("Feature", "feature")
                .last("SupportedMinVersion", "supportedMinVersion")
                .last("SupportedMaxVersion", "supportedMaxVersion")
                .last("FinalizedVersionLevel", "finalizedVersionLevel")
                .last("Epoch", "epoch");
        greeting.supportedFeatures().stream()
                .sorted(Comparator.comparing(ApiVersions.SupportedFeature::name))
                .forEach(feature -> table.row(
                        feature.name(),
                        level(feature.name(), feature.minVersion()),
                        level(feature.name(), feature.maxVersion()),
                        level(feature.name(), finalised.getOrDefault(feature.name(), 0)),
                        epoch < 0 ? null : epoch));
        if (isJson) {
            terminal.out().println(Json.text(table.values()));
        } else {
            new FeatureLines(table.values()).print(terminal);
        }
    }

    private static String level(String feature, int level) {
        if (!feature.equals(Features.METADATA_VERSION)) {
            return String.valueOf(level);
        }
        return Features.isMetadataLevel(level) ? Features.release(level) : "UNKNOWN [" + level + "]";
    }

    private static void change(Arguments given, Arguments command, Terminal terminal) {
        var verb = given.commandName();
        var isDryRun = command.has("--dry-run");
        var levels = levels(command, verb, terminal);
        if (levels.isEmpty()) {
            throw new Failure("You must specify at least one feature to " + verb);
        }
        try (var cluster = connect(given)) {
            var failures = update(cluster, levels, type(verb, command), isDryRun);
            var wish = verb.equals("disable");
            for (var feature : levels.entrySet()) {
                var why = failures.get(feature.getKey());
                var target = wish ? "" : " to " + feature.getValue();
                if (why != null) {
                    terminal.out()
                            .println((isDryRun ? "Can not " : "Could not ") + verb + " " + feature.getKey() + target
                                    + ". " + why);
                } else {
                    terminal.out()
                            .println(feature.getKey() + (isDryRun ? " can be " : " was ") + verb + "d" + target + ".");
                }
            }
            if (!failures.isEmpty()) {
                throw new Failure(failures.size() + " out of " + levels.size() + " operation(s) failed.");
            }
        }
    }

    private static byte type(String verb, Arguments command) {
        if (verb.equals("upgrade")) {
            return UPGRADE;
        }
        return command.has("--unsafe") ? UNSAFE_DOWNGRADE : SAFE_DOWNGRADE;
    }

    /** Which level each feature shall have. */
    private static Map<String, Integer> levels(Arguments command, String verb, Terminal terminal) {
        var levels = new TreeMap<String, Integer>();
        if (verb.equals("disable")) {
            command.texts("--feature").forEach(name -> putOnce(levels, name, 0));
            return levels;
        }
        if (command.has("--release-version")) {
            command.refuseWith("--release-version", "--metadata", "--feature");
            var metadata = Features.metadataLevel(command.required("--release-version"));
            levels.putAll(Features.ofRelease(metadata));
            return levels;
        }
        command.text("--metadata").ifPresent(release -> {
            terminal.err().println("--metadata is deprecated; use --release-version");
            levels.put(Features.METADATA_VERSION, Features.metadataLevel(release));
        });
        for (var feature : command.texts("--feature")) {
            Features.parse(List.of(feature)).forEach((name, level) -> putOnce(levels, name, level));
        }
        return levels;
    }

    private static void putOnce(Map<String, Integer> levels, String name, int level) {
        if (levels.put(name, level) != null) {
            throw new Failure("Feature " + name + " was specified more than once.");
        }
    }

    /** Why features could not be changed, by their names: since version 2 all or none are. */
    private static Map<String, String> update(
            Cluster cluster, Map<String, Integer> levels, byte type, boolean isDryRun) {
        var allowsByFlag = type != UPGRADE && cluster.any().version(ApiKey.UPDATE_FEATURES) == 0;
        var updates = levels.entrySet().stream()
                .map(feature -> new UpdateFeatures.FeatureUpdate(
                        feature.getKey(), feature.getValue().shortValue(), allowsByFlag, type))
                .toList();
        var timeoutMs = Math.toIntExact(cluster.settings().requestTimeout().toMillis());
        var answer = cluster.tellController(
                new UpdateFeatures.Request(timeoutMs, updates, isDryRun),
                response -> Optional.of(ErrorCode.of(response.errorCode())));
        var failures = new LinkedHashMap<String, String>();
        if (answer.errorCode() != ErrorCode.NONE.code()) {
            var why = new BrokerRefused(ErrorCode.of(answer.errorCode()), answer.errorMessage()).line();
            levels.keySet().forEach(name -> failures.put(name, why));
        }
        for (var result : answer.results()) {
            if (result.errorCode() != ErrorCode.NONE.code()) {
                failures.put(
                        result.feature(),
                        new BrokerRefused(ErrorCode.of(result.errorCode()), result.errorMessage()).line());
            }
        }
        return failures;
    }
}
