package io.ottla.broker.handler;

import io.ottla.base.Loop;
import io.ottla.broker.net.Connection;
import io.ottla.broker.net.EncodedReply;
import io.ottla.broker.net.Exchange;
import io.ottla.broker.net.Reply;
import io.ottla.broker.quota.Account;
import io.ottla.broker.quota.QuotaKind;
import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.MessageCodec;
import io.ottla.wire.codec.RequestHeader;
import io.ottla.wire.codec.WireWriter;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through a handler: who asks, in which version, and where the answer goes. Lives on the connection's loop;
 * answering, closing and {@link #releaseFrame} are allowed from any thread.
 *
 * @param <R> the response
 */
public final class RequestContext<R> {
    private final Exchange exchange;
    private final RequestHeader header;
    private final MessageCodec<R> codec;
    private final @Nullable Toll toll;

    /** @param toll null while nobody's use is limited */
    RequestContext(Exchange exchange, RequestHeader header, MessageCodec<R> codec, @Nullable Toll toll) {
        this.exchange = exchange;
        this.header = header;
        this.codec = codec;
        this.toll = toll;
    }

    public ApiKey api() {
        return header.api();
    }

    /** The version the request came in and the response must have. */
    public int version() {
        return header.apiVersion();
    }

    public @Nullable String clientId() {
        return header.clientId();
    }

    /** Who asks, and by which listener. */
    public Connection connection() {
        return exchange.connection();
    }

    /** The loop of the connection. */
    public Loop loop() {
        return exchange.loop();
    }

    /** Bytes of the request. */
    public int requestBytes() {
        return exchange.sizeInBytes();
    }

    /** What binds the client; null if nothing does. */
    public @Nullable Account account() {
        return toll == null ? null : toll.account();
    }

    /**
     * Notes what this request uses; before it is answered.
     *
     * @return the milliseconds for which the client will be held up after the answer, for everything this request has used so far
     */
    public int use(QuotaKind kind, double amount) {
        if (toll == null) {
            return 0;
        }
        toll.use(kind, amount);
        return toll.pay();
    }

    /** The client will be held up for so long after the answer, at least. */
    public void holdUp(long ms) {
        if (toll != null) {
            toll.waitFor(ms);
        }
    }

    /** Answers. Any thread. */
    public void reply(R response) {
        answer(response, null);
    }

    private void answer(R response, @Nullable Runnable onDiscard) {
        var heldUpMs = toll == null ? 0 : toll.pay();
        var told = heldUpMs == 0 ? response : ThrottleTime.told(response, heldUpMs);
        exchange.reply(new Response<>(header, codec, told, onDiscard), heldUpMs);
    }

    /**
     * Answers with something that holds resources. Any thread.
     *
     * @param onDiscard called on the connection's loop if the response is never written, for the peer is gone
     */
    public void reply(R response, Runnable onDiscard) {
        answer(response, onDiscard);
    }

    /**
     * Answers with a body that was encoded before, in this version. Any thread.
     *
     * @param body position to limit; not changed
     */
    public void replyEncoded(ByteBuffer body) {
        var tagged = header.api().responseHeaderVersion(header.apiVersion()) >= 1;
        exchange.reply(new EncodedReply(header.correlationId(), tagged, body), toll == null ? 0 : toll.pay());
    }

    /** There is no answer to this request (acks=0). Any thread. */
    public void finishWithoutReply() {
        exchange.finishWithoutReply(toll == null ? 0 : toll.pay());
    }

    /** No answer; the connection closes, with one line in the log. Any thread. */
    public void closeConnection(String reason) {
        exchange.closeConnection(reason);
    }

    /** Runs {@code task} on the connection's loop if the peer goes away before it is answered. One task; on that loop. */
    public void whenGone(Runnable task) {
        exchange.whenGone(task);
    }

    /** Keeps the bytes of the request past the handler's return; one {@link #releaseFrame} is owed. */
    public void holdFrame() {
        exchange.hold();
    }

    public void releaseFrame() {
        exchange.release();
    }

    /** A response behind its header. */
    private record Response<R>(
            RequestHeader header,
            MessageCodec<R> codec,
            R body,
            @Nullable Runnable onDiscard) implements Reply {
        @Override
        public void write(WireWriter out) {
            out.int32(header.correlationId());
            if (header.api().responseHeaderVersion(header.apiVersion()) >= 1) {
                out.unsignedVarint(0);
            }
            codec.write(body, out, header.apiVersion());
        }

        @Override
        public void discard() {
            if (onDiscard != null) {
                onDiscard.run();
            }
        }
    }
}
