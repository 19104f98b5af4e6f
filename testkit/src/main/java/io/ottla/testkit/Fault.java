package io.ottla.testkit;

import io.ottla.broker.net.Exchange;
import io.ottla.wire.ApiKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Something that goes wrong with some requests until it is closed, or as often as was said. Any thread. */
public final class Fault implements AutoCloseable {
    private static final int CLIENT_ID_AT = 8;

    private final Faults faults;
    private final Aim aim;
    private final String what;
    private final Effect effect;
    private final AtomicInteger hits = new AtomicInteger();

    /**
     * Which requests it is for.
     *
     * @param api null for all
     * @param clientId null for all
     */
    record Aim(@Nullable ApiKey api, @Nullable String clientId, int times) {
        boolean isAt(ByteBuffer frame) {
            return isOfApi(frame) && isOfClient(frame);
        }

        private boolean isOfApi(ByteBuffer frame) {
            return api == null || (frame.remaining() >= Short.BYTES && frame.getShort(frame.position()) == api.code());
        }

        /** The client's id lies at the same place in every header there is, as two bytes of length and as many as they say. */
        private boolean isOfClient(ByteBuffer frame) {
            if (clientId == null) {
                return true;
            }
            var wanted = clientId.getBytes(StandardCharsets.UTF_8);
            var at = frame.position() + CLIENT_ID_AT;
            return frame.limit() - at >= Short.BYTES + wanted.length
                    && frame.getShort(at) == wanted.length
                    && frame.slice(at + Short.BYTES, wanted.length).equals(ByteBuffer.wrap(wanted));
        }
    }

    /** What becomes of a request. On the loop of its connection. */
    interface Effect {
        void befall(Exchange exchange, FaultyRequests server);
    }

    Fault(Faults faults, Aim aim, String what, Effect effect) {
        this.faults = faults;
        this.aim = aim;
        this.what = what;
        this.effect = effect;
    }

    /** Is this request one of those it is for, and is it not used up? Counts it if so. */
    boolean takes(ByteBuffer frame) {
        if (!aim.isAt(frame)) {
            return false;
        }
        var before = hits.getAndUpdate(count -> Math.min(count + 1, aim.times()));
        if (before + 1 == aim.times()) {
            faults.remove(this);
        }
        return before < aim.times();
    }

    void befall(Exchange exchange, FaultyRequests server) {
        effect.befall(exchange, server);
    }

    /** How many requests it has befallen so far. */
    public int hits() {
        return hits.get();
    }

    /** Ends it. */
    @Override
    public void close() {
        faults.remove(this);
    }

    /** For messages: what happens to which requests. */
    @Override
    public String toString() {
        return what + " on " + (aim.api() == null ? "any request" : aim.api().kafkaName()) + ", " + hits() + " so far";
    }
}
