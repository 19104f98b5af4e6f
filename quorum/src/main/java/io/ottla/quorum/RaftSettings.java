package io.ottla.quorum;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/** How Ratis is set up. Whatever is not here is as Ratis has it. */
final class RaftSettings {
    /** The largest batch of metadata: one append of as many records as one request may ask for. */
    static final int MOST_BATCH_BYTES = 4 << 20;

    private static final int ENTRY_FRAME_BYTES = 4 << 10;
    private static final int PREALLOCATED_BYTES = 256 << 10;
    private static final int SNAPSHOT_CHUNK_BYTES = 1 << 20;
    private static final long FIRST_SILENCE_MS = 150;
    private static final long RECONNECT_MS = 50;

    private RaftSettings() {}

    static RaftProperties of(QuorumSettings settings, Path storage) {
        RaftProperties properties = new RaftProperties();
        properties.set(RaftConfigKeys.Rpc.TYPE_KEY, VoterRpcType.class.getName());
        RaftServerConfigKeys.setStorageDir(properties, List.of(storage.toFile()));
        time(properties, settings);
        log(properties, settings);
        snapshots(properties, settings);
        // nothing here is asked twice by design; Ratis would keep each answer for a minute
        RaftServerConfigKeys.RetryCache.setExpiryTime(properties, seconds(10));
        RaftServerConfigKeys.Read.setOption(properties, RaftServerConfigKeys.Read.Option.LINEARIZABLE);
        return properties;
    }

    private static void time(RaftProperties properties, QuorumSettings settings) {
        RaftServerConfigKeys.Rpc.setTimeoutMin(properties, millis(settings.shortestSilenceMs()));
        RaftServerConfigKeys.Rpc.setTimeoutMax(properties, millis(settings.longestSilenceMs()));
        // At the start nobody is waited for as long; who has a leader does not vote for another all the same.
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(
                properties, millis(Math.min(FIRST_SILENCE_MS, settings.shortestSilenceMs())));
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(
                properties, millis(Math.min(3 * FIRST_SILENCE_MS, settings.longestSilenceMs())));
        RaftServerConfigKeys.Rpc.setRequestTimeout(properties, millis(settings.patienceMs()));
        RaftServerConfigKeys.Rpc.setSleepTime(properties, millis(RECONNECT_MS));
        // A process that was stopped for long goes on as a follower; Ratis would close it after a minute.
        RaftServerConfigKeys.setCloseThreshold(properties, TimeDuration.valueOf(3650, TimeUnit.DAYS));
        RaftServerConfigKeys.LeaderElection.setLeaderStepDownWaitTime(properties, millis(settings.longestSilenceMs()));
    }

    private static void log(RaftProperties properties, QuorumSettings settings) {
        SizeInBytes entry = SizeInBytes.valueOf(MOST_BATCH_BYTES + ENTRY_FRAME_BYTES);
        RaftServerConfigKeys.Log.Appender.setBufferByteLimit(properties, entry);
        RaftServerConfigKeys.Log.setWriteBufferSize(properties, SizeInBytes.valueOf(entry.getSize() + 8));
        RaftServerConfigKeys.Log.setSegmentSizeMax(properties, SizeInBytes.valueOf(settings.segmentBytes()));
        RaftServerConfigKeys.Log.setPreallocatedSize(
                properties, SizeInBytes.valueOf(Math.min(PREALLOCATED_BYTES, settings.segmentBytes())));
        RaftServerConfigKeys.Log.setSegmentCacheNumMax(properties, 2);
        // An entry is in the log once it is on disk, and a log with a bad entry is not read up to there and believed.
        RaftServerConfigKeys.Log.setUnsafeFlushEnabled(properties, false);
        RaftServerConfigKeys.Log.setAsyncFlushEnabled(properties, false);
        RaftServerConfigKeys.Log.setCorruptionPolicy(properties, RaftServerConfigKeys.Log.CorruptionPolicy.EXCEPTION);
        RaftServerConfigKeys.Log.setLogMetadataEnabled(properties, false);
    }

    private static void snapshots(RaftProperties properties, QuorumSettings settings) {
        RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(properties, false); // we say when
        RaftServerConfigKeys.Snapshot.setTriggerWhenStopEnabled(properties, false);
        RaftServerConfigKeys.Snapshot.setCreationGap(properties, 1);
        RaftServerConfigKeys.Snapshot.setRetentionFileNum(properties, 2);
        RaftServerConfigKeys.Log.Appender.setSnapshotChunkSizeMax(
                properties, SizeInBytes.valueOf(SNAPSHOT_CHUNK_BYTES));
        RaftServerConfigKeys.Log.setPurgeUptoSnapshotIndex(properties, true);
        RaftServerConfigKeys.Log.setPurgeGap(properties, 1);
        RaftServerConfigKeys.Log.setPurgePreservationLogNum(properties, settings.keptEntries());
    }

    private static TimeDuration millis(long millis) {
        return TimeDuration.valueOf(millis, TimeUnit.MILLISECONDS);
    }

    private static TimeDuration seconds(long seconds) {
        return TimeDuration.valueOf(seconds, TimeUnit.SECONDS);
    }
}
