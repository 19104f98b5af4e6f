package io.ottla.replication.partition;

import io.ottla.base.OwnedBy;

/**
 * How much of its own log a replica counts as held: what is written or, with flush.messages, what is durable. Offsets are
 * exclusive ends.
 *
 * <pre>
 *   flush.messages=3:  [.. durable 10)  written to 12: held 12   written to 14: 14 - 10 >= 3, held stays 12 until 14 is durable
 * </pre>
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class HeldEnd {
    /** Nothing has to be made durable now. */
    static final long NOTHING = -1;

    private long flushMessages;
    private long writtenEnd;
    private long durableEnd;
    private long awaitedEnd;
    private long heldEnd;

    HeldEnd(long flushMessages) {
        this.flushMessages = flushMessages;
    }

    /** The log is durable up to {@code end}, and no append waits; {@link #written} says how far it really goes. */
    void startAt(long end) {
        writtenEnd = end;
        durableEnd = end;
        awaitedEnd = end;
        heldEnd = end;
    }

    /** flush.messages is this now. What already waits goes on waiting. */
    void flushEvery(long messages) {
        flushMessages = messages;
    }

    /** As the log was last said to go. */
    long writtenEnd() {
        return writtenEnd;
    }

    long end() {
        return heldEnd;
    }

    /** The log goes up to {@code end} now. Says up to where it must be made durable, or {@link #NOTHING}. */
    long written(long end) {
        writtenEnd = end;
        return look();
    }

    /** The log is durable up to {@code end}. Says the same as {@link #written}. */
    long durable(long end) {
        durableEnd = Math.max(durableEnd, end);
        heldEnd = Math.max(heldEnd, durableEnd);
        return look();
    }

    private long look() {
        if (writtenEnd - durableEnd < flushMessages) {
            heldEnd = Math.max(heldEnd, writtenEnd);
            return NOTHING;
        }
        boolean enoughUnderWay = writtenEnd - awaitedEnd < flushMessages;
        if (enoughUnderWay) {
            return NOTHING;
        }
        awaitedEnd = writtenEnd;
        return writtenEnd;
    }
}
