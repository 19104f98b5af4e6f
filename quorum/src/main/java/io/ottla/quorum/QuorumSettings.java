package io.ottla.quorum;

import io.ottla.base.Check;
import java.time.Duration;

/**
 * How patient the voters are with each other, and when they put a snapshot in the place of their log.
 *
 * @param electionTimeout controller.quorum.election.timeout.ms: a voter that has heard of no leader for about so long asks to be elected
 * @param fetchTimeout controller.quorum.fetch.timeout.ms: it never waits longer than this
 * @param requestTimeout controller.quorum.request.timeout.ms: how long the answer of another voter is awaited
 * @param snapshotAfterBytes metadata.log.max.record.bytes.between.snapshots
 * @param snapshotAfter metadata.log.max.snapshot.interval.ms; zero for never
 * @param segmentBytes how large a file of the voters' log becomes
 * @param keptEntries of the log behind a snapshot, so that a voter that was away for a short while needs no snapshot
 */
public record QuorumSettings(
        Duration electionTimeout,
        Duration fetchTimeout,
        Duration requestTimeout,
        long snapshotAfterBytes,
        Duration snapshotAfter,
        int segmentBytes,
        int keptEntries) {

    public QuorumSettings {
        Check.that(electionTimeout.toMillis() > 0, "an election timeout of %s", electionTimeout);
        Check.that(requestTimeout.toMillis() > 0, "a request timeout of %s", requestTimeout);
    }

    /** Kafka's defaults. */
    public static QuorumSettings defaults() {
        return new QuorumSettings(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                20 << 20,
                Duration.ofHours(1),
                16 << 20,
                10_000);
    }

    /** The least a follower waits for its leader: three quarters of the election timeout, which it is on average then. */
    long shortestSilenceMs() {
        return Math.max(1, Math.min(electionTimeout.toMillis(), fetchTimeout.toMillis()) * 3 / 4);
    }

    /** The most a follower waits for its leader. */
    long longestSilenceMs() {
        return Math.max(shortestSilenceMs() + 1, Math.min(electionTimeout.toMillis() * 3 / 2, fetchTimeout.toMillis()));
    }

    /** How long the answer of another voter is awaited: no longer than a follower waits for its leader. */
    long patienceMs() {
        return Math.min(requestTimeout.toMillis(), longestSilenceMs());
    }
}
