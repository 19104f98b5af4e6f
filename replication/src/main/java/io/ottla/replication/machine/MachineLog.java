package io.ottla.replication.machine;

import io.ottla.base.Loop;
import io.ottla.replication.partition.request.AppendCallback;
import io.ottla.wire.ErrorCode;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Function;

/** The partition under a {@link Machine}, as the machine needs it. Called on the partition's loop only. */
public interface MachineLog {
    /** The loop the partition lives on. */
    Loop loop();

    /** Opens the log if need be and says what is to be read, or why nothing is; later or at once. */
    void open(Consumer<Opened> onLoop);

    /**
     * Reads whole batches in the background and hands what {@code decode} makes of them to the loop.
     *
     * @param range the first batch begins there, or has its first offset inside
     * @param maxBytes about so many, and at least one batch
     * @param decode called in the background, one call at a time; the buffer is its own
     * @param onFailed called on the loop instead if the bytes cannot be had
     */
    <T> void read(Range range, int maxBytes, Function<ByteBuffer, T> decode, Consumer<T> onLoop, Runnable onFailed);

    /** Would an append be refused now? NONE if not. */
    ErrorCode refusesAppend();

    /** The largest batch the partition takes, in bytes: max.message.bytes. */
    int mostBatchBytes();

    /** Appends one batch, which is answered once every in-sync replica has it. */
    void append(ByteBuffer batch, AppendCallback callback);

    /** Runs {@code onLoop} once every in-sync replica has everything below {@code endOffset}; never if the partition moves before. */
    void whenCommitted(long endOffset, Runnable onLoop);

    /** Calls {@code onMoved} once when the partition is led by another, in another epoch, or not here any more. */
    void whenMoved(Runnable onMoved);

    /** Offsets, the end exclusive. */
    record Range(long fromOffset, long endOffset) {}

    /** Whether there is a log to work on. */
    sealed interface Opened {
        /**
         * This broker leads.
         *
         * @param contents everything there is
         */
        record Leading(Range contents) implements Opened {}

        /** It cannot be, for now. */
        record Refused(ErrorCode why) implements Opened {}
    }
}
