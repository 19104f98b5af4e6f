package io.ottla.broker.net;

import io.netty.buffer.ByteBuf;
import io.ottla.base.Check;
import io.ottla.base.Loop;
import io.ottla.wire.codec.WireReader;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One request frame and the place its reply has in the order of its connection. Lives on the connection's loop; replying and
 * letting go of the frame are allowed from any thread.
 */
public final class Exchange {
    private final Connection connection;
    private final ByteBuffer frame;
    private final ByteBuf memory;
    private final RequestMemory budget;
    /** Bytes of the budget this frame has taken while it is held. */
    private final int heldBytes;

    // Connection loop.
    private boolean done;
    private @Nullable Reply reply;
    private @Nullable Runnable whenGone;
    private boolean isAnswerLost;

    Exchange(Connection connection, ByteBuffer frame, ByteBuf memory, RequestMemory budget) {
        this.connection = connection;
        this.frame = frame;
        this.memory = memory;
        this.budget = budget;
        this.heldBytes = frame.remaining();
    }

    /** The request after its size field. Valid until the handler returns, and as long as it is held. */
    public ByteBuffer frame() {
        return frame;
    }

    /** Bytes of the frame. */
    public int sizeInBytes() {
        return heldBytes;
    }

    /** Reads the frame from its start. Shared by the connections of the loop: only until the handler returns. */
    public WireReader reader() {
        return connection.reader().reset(frame);
    }

    /** Is an answer still owed? On the connection's loop. */
    public boolean isOpen() {
        return !done;
    }

    /** Runs {@code task} if the connection goes before the answer. One task; set and run on the connection's loop. */
    public void whenGone(Runnable task) {
        whenGone = task;
    }

    void gone() {
        var taken = takeReply();
        if (taken != null) {
            taken.discard();
        }
        if (whenGone != null && !done) {
            whenGone.run();
        }
    }

    /** Who sent it. */
    public Connection connection() {
        return connection;
    }

    /** The loop of the connection. */
    public Loop loop() {
        return connection.loop();
    }

    /** Keeps the bytes of the frame past the handler's return. Called on the connection's loop, paired with one release. */
    public void hold() {
        memory.retain();
        budget.held(heldBytes);
    }

    /** The bytes are no longer needed. Any thread. */
    public void release() {
        memory.release();
        budget.released(heldBytes);
    }

    /** Answers; the reply leaves when all earlier ones of the connection have. Any thread. */
    public void reply(Reply answer) {
        reply(answer, 0);
    }

    /** As {@link #reply(Reply)}; the connection's next request then starts no sooner than {@code heldUpMs} later (KIP-219). */
    public void reply(Reply answer, int heldUpMs) {
        finish(answer, heldUpMs);
    }

    /** There is no reply to this request (acks=0). Any thread. */
    public void finishWithoutReply() {
        finish(null, 0);
    }

    /** There is no reply to this request; the next one starts no sooner than {@code heldUpMs} later. Any thread. */
    public void finishWithoutReply(int heldUpMs) {
        finish(null, heldUpMs);
    }

    /** No reply to this request; the connection closes after those before it. One line in the log says why. Any thread. */
    public void closeConnection(String reason) {
        if (loop().isInside()) {
            closeAtHome(reason);
        } else {
            post(() -> closeAtHome(reason));
        }
    }

    /** The connection breaks now, without a word and with whatever is under way on it. On its loop. */
    public void breakConnection() {
        connection.closeQuietly();
    }

    /** The connection breaks instead of carrying the answer, if there is one: the peer cannot know what was done. On its loop. */
    public void loseAnswer() {
        isAnswerLost = true;
    }

    private void closeAtHome(String reason) {
        connection.closeBecause(reason);
        finishAtHome(null, 0);
    }

    private void finish(@Nullable Reply answer, int heldUpMs) {
        if (loop().isInside()) {
            finishAtHome(answer, heldUpMs);
        } else {
            post(() -> finishAtHome(answer, heldUpMs));
        }
    }

    private void post(Runnable task) {
        try {
            loop().execute(task);
        } catch (RejectedExecutionException stopped) {
            // The loop has ended, and with it the connection: there is nobody to answer.
        }
    }

    private void finishAtHome(@Nullable Reply answer, int heldUpMs) {
        Check.that(!done, "a second reply to one request of %s", connection);
        if (heldUpMs > 0) {
            connection.holdUp(heldUpMs);
        }
        done = true;
        reply = answer;
        if (isAnswerLost && answer != null) {
            breakConnection();
        }
        connection.onDone(this);
    }

    boolean isDone() {
        return done;
    }

    @Nullable
    Reply takeReply() {
        var taken = reply;
        reply = null;
        return taken;
    }
}
