package io.ottla.cli.client.group;

import io.ottla.cli.client.ClientFailure;
import io.ottla.cli.client.ClientSettings;
import io.ottla.cli.client.OffsetLookup;
import io.ottla.coordinator.assign.Assignor;
import io.ottla.coordinator.assign.RangeAssignor;
import io.ottla.coordinator.assign.RoundRobinAssignor;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to be a member of a group, under the names of Kafka's consumer.
 *
 * @param groupId the group
 * @param instanceId null for a member that is gone when it leaves
 * @param sessionTimeoutMs after so long a silence the group goes on without us
 * @param rebalanceTimeoutMs how long others wait for us to join again
 * @param heartbeatMs how often we say that we are there
 * @param autoCommitMs how often positions are written down; negative for never
 * @param assignors how partitions may be shared out, the best first
 * @param reset where to begin if nothing was written down
 */
public record MemberSettings(
        String groupId,
        @Nullable String instanceId,
        int sessionTimeoutMs,
        int rebalanceTimeoutMs,
        int heartbeatMs,
        long autoCommitMs,
        List<Assignor> assignors,
        Reset reset) {

    /**
     * Where to begin.
     *
     * @param place {@link OffsetLookup#EARLIEST}, {@link OffsetLookup#LATEST} or {@link #NONE}
     * @param ago not null if it is a time before now, and {@code place} means nothing
     */
    public record Reset(long place, @Nullable Duration ago) {
        /** Having nothing to begin with is a mistake. */
        static final long NONE = Long.MIN_VALUE;

        private static final String BY_DURATION = "by_duration:";

        /** Reads {@code auto.offset.reset}. */
        public static Reset named(String name) {
            return switch (name.strip()) {
                case "earliest" -> new Reset(OffsetLookup.EARLIEST, null);
                case "latest" -> new Reset(OffsetLookup.LATEST, null);
                case "none" -> new Reset(NONE, null);
                default -> byDuration(name.strip());
            };
        }

        private static Reset byDuration(String name) {
            if (name.startsWith(BY_DURATION)) {
                try {
                    return new Reset(OffsetLookup.LATEST, Duration.parse(name.substring(BY_DURATION.length())));
                } catch (DateTimeParseException notADuration) {
                    throw wrong(name);
                }
            }
            throw wrong(name);
        }

        private static ClientFailure wrong(String name) {
            return new ClientFailure(
                    "auto.offset.reset=" + name + ": one of earliest, latest, none, by_duration:PT1H is expected");
        }
    }

    private static List<Assignor> assignors(String classes) {
        return Arrays.stream(classes.split(",", -1))
                .map(String::strip)
                .map(MemberSettings::assignor)
                .toList();
    }

    private static Assignor assignor(String className) {
        return switch (className.substring(className.lastIndexOf('.') + 1)) {
            case "RangeAssignor" -> new RangeAssignor();
            case "RoundRobinAssignor" -> new RoundRobinAssignor();
            default ->
                throw new ClientFailure(className + " is not built in; there are RangeAssignor and RoundRobinAssignor");
        };
    }

    /** What the properties say. */
    public static MemberSettings of(ClientSettings settings, String groupId) {
        var autoCommit = !settings.text("enable.auto.commit", "true").equalsIgnoreCase("false");
        return new MemberSettings(
                groupId,
                settings.properties().get("group.instance.id"),
                (int) settings.number("session.timeout.ms", 45_000, 1),
                (int) settings.number("max.poll.interval.ms", 300_000, 1),
                (int) settings.number("heartbeat.interval.ms", 3_000, 1),
                autoCommit ? settings.number("auto.commit.interval.ms", 5_000, 0) : -1,
                assignors(settings.text("partition.assignment.strategy", "RangeAssignor")),
                Reset.named(settings.text("auto.offset.reset", "latest")));
    }
}
