package io.ottla.wire.compress;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.Check;
import io.ottla.base.OwnedBy;
import io.ottla.wire.MalformedMessage;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Unfolds one compressed stream piece by piece, up to a limit: memory is bounded by the piece, work by the limit.
 * Handed out by {@link Decompressors}, which keeps it for the next stream of the same codec.
 */
@OwnedBy(CREATOR)
public abstract class Decompressor {
    static final int PIECE_BYTES = 32 << 10;
    /** Buffers above this are not kept for the next stream. */
    static final int KEPT_BYTES = 1 << 20;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private long limitBytes;
    private long producedBytes;
    private boolean limitExceeded;
    private boolean ended;
    private int streams;

    Decompressor() {}

    /** Begins a new stream over the indexes {@code from} to {@code to}, exclusive. */
    final void begin(ByteBuffer source, int from, int to, long newLimitBytes) {
        streams++;
        trim();
        limitBytes = newLimitBytes;
        producedBytes = 0;
        limitExceeded = false;
        ended = false;
        start(source, from, to);
    }

    /**
     * The next piece of output: from its position to its limit, valid until the next call, to be read only. Empty at
     * the end, and never before it.
     *
     * @throws MalformedMessage if the bytes are not of this codec, are cut short, or unfold to more than the limit
     */
    public final ByteBuffer next() {
        while (!ended) {
            ByteBuffer piece = produce(limitBytes - producedBytes);
            if (piece == null) {
                ended = true;
                trim();
            } else if (piece.hasRemaining()) {
                producedBytes += piece.remaining();
                if (producedBytes > limitBytes) {
                    throw tooMuch();
                }
                return piece;
            }
        }
        return NOTHING;
    }

    /** Was the last failure of {@link #next} one of size, not of form? */
    public final boolean limitExceeded() {
        return limitExceeded;
    }

    /**
     * A number that changes with every stream this object is used for: who keeps it notices that another has taken
     * over.
     */
    public final int stream() {
        return streams;
    }

    /** Fails if another stream than {@code expected} has been begun on this object: it was used twice at a time. */
    public final void checkStream(int expected) {
        Check.that(streams == expected, "the stream read here is not the one begun last", expected, streams);
    }

    /** Ends the stream with a refusal because of its size. */
    final MalformedMessage tooMuch() {
        limitExceeded = true;
        ended = true;
        trim();
        return new MalformedMessage("records", "unfold to more than " + limitBytes + " bytes");
    }

    final MalformedMessage malformed(String problem) {
        ended = true;
        trim();
        return new MalformedMessage("records", problem);
    }

    abstract void start(ByteBuffer source, int from, int to);

    /**
     * Produces some bytes; an empty piece says "ask again".
     *
     * @param allowedBytes how many more may come; what is known to be more may be refused with {@link #tooMuch} at once
     * @return null at the end
     */
    abstract @Nullable ByteBuffer produce(long allowedBytes);

    /** Lets go of what is too large to be kept: between streams, when no piece is shown any more. */
    void trim() {}

    /** Gives back what is not on the heap. The object can still be used: it takes it anew. */
    void release() {}
}
