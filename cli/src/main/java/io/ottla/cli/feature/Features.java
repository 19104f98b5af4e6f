package io.ottla.cli.feature;

import io.ottla.cli.tool.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which features there are, which levels they have, and which of them a release of Kafka begins with. Stateless. */
public final class Features {
    public static final String METADATA_VERSION = "metadata.version";
    private static final String KRAFT_VERSION = "kraft.version";
    private static final String ELIGIBLE_LEADERS = "eligible.leader.replicas.version";
    /** The level of {@link #METADATA_VERSION} that eligible leader replicas need. */
    private static final int ELIGIBLE_LEADERS_NEED = 23;

    private static final int OLDEST_LEVEL = 7;
    /** By level of metadata.version, from {@link #OLDEST_LEVEL} on. */
    private static final List<String> RELEASES = List.of(
            "3.3-IV3", "3.4-IV0", "3.5-IV0", "3.5-IV1", "3.5-IV2", "3.6-IV0", "3.6-IV1", "3.6-IV2", "3.7-IV0",
            "3.7-IV1", "3.7-IV2", "3.7-IV3", "3.7-IV4", "3.8-IV0", "3.9-IV0", "4.0-IV0", "4.0-IV1", "4.0-IV2",
            "4.0-IV3", "4.1-IV0", "4.1-IV1", "4.2-IV0", "4.2-IV1", "4.3-IV0");

    /** The other features, in Kafka's order. */
    private static final List<Feature> OTHERS = List.of(
            new Feature(KRAFT_VERSION, 1, 21),
            new Feature("transaction.version", 2, 24),
            new Feature("group.version", 1, 22),
            new Feature(ELIGIBLE_LEADERS, 1, 26),
            new Feature("share.version", 1, 28),
            new Feature("streams.version", 1, 29));

    private Features() {}

    /**
     * A feature.
     *
     * @param highest its highest level, with which a cluster begins
     * @param since from which level of metadata.version on; before that it begins with 0
     */
    private record Feature(String name, int highest, int since) {}

    /** The newest release there is. */
    public static String newestRelease() {
        return RELEASES.get(RELEASES.size() - 1);
    }

    /**
     * The level of metadata.version of a release: {@code 4.0-IV1}, or {@code 4.0} for the last of its kind.
     *
     * @throws Failure naming those there are
     */
    public static int metadataLevel(String release) {
        for (int i = RELEASES.size() - 1; i >= 0; i--) {
            var name = RELEASES.get(i);
            if (name.equals(release) || name.startsWith(release + "-")) {
                return OLDEST_LEVEL + i;
            }
        }
        throw new Failure("Unknown metadata.version '" + release + "'. Supported metadata.version are: "
                + String.join(", ", RELEASES));
    }

    /** Is there a release with this level of metadata.version? */
    public static boolean isMetadataLevel(int level) {
        return level >= OLDEST_LEVEL && level < OLDEST_LEVEL + RELEASES.size();
    }

    /** The release with this level of metadata.version. */
    public static String release(int metadataLevel) {
        return RELEASES.get(metadataLevel - OLDEST_LEVEL);
    }

    /** All features with the levels a cluster of this metadata level begins with, in Kafka's order. */
    public static Map<String, Integer> ofRelease(int metadataLevel) {
        var levels = new LinkedHashMap<String, Integer>();
        levels.put(METADATA_VERSION, metadataLevel);
        OTHERS.forEach(other -> levels.put(other.name(), metadataLevel >= other.since() ? other.highest() : 0));
        return levels;
    }

    /**
     * What is finalised when a cluster of this metadata level is formatted: by name, without levels of 0 and without
     * kraft.version, which has a record of its own.
     *
     * @param wanted levels that were asked for
     */
    public static Map<String, Integer> finalised(int metadataLevel, Map<String, Integer> wanted) {
        var levels = new TreeMap<>(ofRelease(metadataLevel));
        wanted.forEach((name, level) -> {
            check(name, level);
            if (name.equals(ELIGIBLE_LEADERS) && level > 0 && metadataLevel < ELIGIBLE_LEADERS_NEED) {
                throw new Failure(
                        name + "=" + level + " needs metadata.version=" + ELIGIBLE_LEADERS_NEED + " or higher");
            }
            levels.put(name, level);
        });
        levels.remove(KRAFT_VERSION);
        levels.remove(METADATA_VERSION);
        levels.values().removeIf(level -> level == 0);
        var ordered = new LinkedHashMap<String, Integer>();
        ordered.put(METADATA_VERSION, metadataLevel);
        ordered.putAll(levels);
        return ordered;
    }

    /**
     * Is there such a level?
     *
     * @throws Failure if not
     */
    public static void check(String name, int level) {
        if (name.equals(METADATA_VERSION)) {
            if (!isMetadataLevel(level)) {
                throw new Failure("Feature level " + level + " is not supported for feature " + name);
            }
            return;
        }
        var feature = OTHERS.stream().filter(other -> other.name().equals(name)).findFirst();
        if (feature.isEmpty()) {
            throw new Failure("Unknown feature: " + name + ". Supported features are: "
                    + OTHERS.stream().map(Feature::name).sorted().collect(Collectors.joining(", ")));
        }
        if (level < 0 || level > feature.get().highest()) {
            throw new Failure("Feature level " + level + " is not supported for feature " + name);
        }
    }

    /** Which levels of others a level of a feature needs. */
    static Map<String, Integer> needs(String name, int level) {
        check(name, level);
        return name.equals(ELIGIBLE_LEADERS) && level > 0 ? Map.of(METADATA_VERSION, ELIGIBLE_LEADERS_NEED) : Map.of();
    }

    /** The same in words. */
    static String dependencies(String name, int level) {
        var needs = needs(name, level);
        var named = name + "=" + level + (name.equals(METADATA_VERSION) ? " (" + release(level) + ")" : "");
        return needs.isEmpty()
                ? named + " has no dependencies."
                : named + " requires:\n    metadata.version=" + ELIGIBLE_LEADERS_NEED + " ("
                        + release(ELIGIBLE_LEADERS_NEED) + ")";
    }

    /** {@code name=level}, several of them. */
    public static Map<String, Integer> parse(List<String> texts) {
        var levels = new LinkedHashMap<String, Integer>();
        for (var text : texts) {
            var equals = text.indexOf('=');
            if (equals <= 0) {
                throw new Failure("Can't parse feature=level string " + text + ": equals sign not found.");
            }
            try {
                levels.put(
                        text.substring(0, equals).strip(),
                        Integer.valueOf(text.substring(equals + 1).strip()));
            } catch (NumberFormatException notANumber) {
                throw new Failure("Can't parse feature=level string " + text + ": the level must be a number.");
            }
        }
        return levels;
    }
}
