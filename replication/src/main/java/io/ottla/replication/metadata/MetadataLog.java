package io.ottla.replication.metadata;

import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.LogPosition;
import java.util.List;

/**
 * The one log everything the cluster agrees on is written to. Only the leader of an epoch appends, so it knows the offset of what it
 * appends beforehand. Lives on the controller's loop: every method is called there and every answer comes there.
 */
public interface MetadataLog {
    /** What {@link #append} answers when nothing was appended: this node does not lead in that epoch, or the log has failed. */
    long REFUSED = -1;

    /** From now on {@code listener} hears what happens, beginning with the image of all that is committed already. Once. */
    void start(Listener listener);

    /**
     * Appends {@code changes} as one: all of them will be committed, or none.
     *
     * @param epoch the epoch this node was told it leads in
     * @param changes at least one
     * @return the offset of the last of them, or {@link #REFUSED}
     */
    long append(int epoch, List<MetadataChange> changes);

    /**
     * Runs {@code onLoop} once it is certain that this node led in {@code epoch} when asked, and everything appended before is
     * committed. Never runs if it did not.
     */
    void barrier(int epoch, Runnable onLoop);

    /** {@code image} holds everything committed: the log may make a snapshot of it, if it has grown enough since the last. */
    void mayForget(ClusterImage image);

    /** Nothing more is appended; {@code onLoop} runs once everything that was is on disk, or never will be. */
    void close(Runnable onLoop);

    /** Who follows the log. */
    interface Listener {
        /** All there was at the start, or all that a snapshot of the leader holds. */
        void onImage(ClusterImage image);

        /** The next batch is committed. */
        void onCommitted(Batch batch);

        /**
         * This node leads from now on.
         *
         * @param nextOffset the offset of the first change it will append
         */
        void onLeader(int epoch, long nextOffset);

        /** This node does not lead any more; what it has appended may or may not come to be committed. */
        void onResigned();

        /**
         * Who leads in {@code epoch}, as far as this node has heard; it may be this node itself, which leads only once
         * {@link #onLeader} says so.
         */
        default void onLeaderKnown(int leaderId, int epoch) {}

        /** The log can go no further: the disk has failed, or what is on it is not ours. Nothing follows. */
        void onFailed(String why);
    }

    /**
     * Changes that were appended as one.
     *
     * @param position where the log stands after them
     */
    record Batch(LogPosition position, List<MetadataChange> changes) {}
}
