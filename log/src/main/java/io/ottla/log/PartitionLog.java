package io.ottla.log;

import io.ottla.base.OwnedBy;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * One partition's log. Lives on its partition loop: every method but {@link #view} and the plain facts is called there, and
 * answers come there. A turn stages batches, and {@link #flushTurn} writes them all at once.
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
public final class PartitionLog {
    public TopicPartition partition() {
        return Unwritten.yet();
    }

    public Uuid topicId() {
        return Unwritten.yet();
    }

    /** Its directory's log directory (an entry of log.dirs). */
    public Path logDir() {
        return Unwritten.yet();
    }

    /** May this log be appended to? No once its directory has failed. Any thread. */
    public boolean isWritable() {
        return Unwritten.yet();
    }

    /** The log as of the last {@link #flushTurn}. Any thread. */
    public LogView view() {
        return Unwritten.yet();
    }

    /** The offset the next staged record gets: {@code view().endOffset()} and what is staged. */
    public long stagedEndOffset() {
        return Unwritten.yet();
    }

    /**
     * Gives validated batches their offsets and leader epoch, in place, and takes them for the next {@link #flushTurn}.
     *
     * @param batches whole batches of magic 2, already validated; position to limit; stays the caller's but must not change
     *     until the flush. CLIENT: exactly one
     * @param leaderEpoch written into each batch; ignored for REPLICA, whose batches keep theirs
     * @return refused if out of sequence, fenced, larger than a segment, or the directory has failed
     */
    public AppendOutcome stage(ByteBuffer batches, int leaderEpoch, AppendOrigin origin, long nowMs) {
        return Unwritten.yet();
    }

    /**
     * Writes everything staged with one gather write and publishes the new view. The buffers are the caller's again.
     *
     * @return false if the disk refused: the directory is then offline, and nothing staged is in the log
     */
    public boolean flushTurn() {
        return Unwritten.yet();
    }

    /** Sets the high watermark in the next view; publishes at once. Never above the end; going back is for followers. */
    public void updateHighWatermark(long offset) {
        Unwritten.yet();
    }

    /** Answers on this loop once everything below {@code endOffset} survives a crash. Starts an fsync if none would do. */
    public void awaitDurable(long endOffset, Consumer<Durability> onLoop) {
        Unwritten.yet();
    }

    /** Cuts off {@code offset} and everything behind it. No appends until {@code onLoop} has run. */
    public void truncateTo(long offset, Runnable onLoop) {
        Unwritten.yet();
    }

    /** Drops everything; the next record gets {@code offset}. No appends until {@code onLoop} has run. */
    public void truncateFullyAndStartAt(long offset, Runnable onLoop) {
        Unwritten.yet();
    }

    /**
     * Records below {@code offset} are gone from now on.
     *
     * @return false if it lies above the high watermark
     */
    public boolean deleteRecordsBefore(long offset) {
        return Unwritten.yet();
    }

    /** Follower: the leader's log starts at {@code offset} now. Ignored if it goes back. */
    public void raiseLogStart(long offset) {
        Unwritten.yet();
    }

    /** Applies retention.ms and retention.bytes, forgets producers that have been silent too long. */
    public void retain(long nowMs) {
        Unwritten.yet();
    }

    /** From now on these settings. */
    public void reconfigure(LogSettings settings) {
        Unwritten.yet();
    }

    /** A leader with this epoch begins writing here: noted before its first record. */
    public void beginEpoch(int leaderEpoch) {
        Unwritten.yet();
    }
}
