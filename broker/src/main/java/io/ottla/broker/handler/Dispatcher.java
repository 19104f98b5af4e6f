package io.ottla.broker.handler;

import io.ottla.base.Check;
import io.ottla.broker.net.Exchange;
import io.ottla.broker.net.FrameHandler;
import io.ottla.broker.quota.ClientQuotas;
import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.codec.RequestHeader;
import io.ottla.wire.codec.WireReader;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a frame to its handler: reads the header, checks that the version is served, reads the request. What is not a request, or
 * not one that is served, closes the connection; what a handler fails at is answered as an error. Stateless; runs on the loop of
 * the connection.
 */
public final class Dispatcher implements FrameHandler {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private static final int CORRELATION_ID_AT = 4;
    /** Whoever has not said who it is; Kafka's name for it. */
    private static final String ANYBODY = "ANONYMOUS";

    private final HandlerTable table;
    private final VersionRefusal refusal;
    private final ClientQuotas quotas;

    /** @param refusal answers the one request whose version nobody can know beforehand: ApiVersions */
    public Dispatcher(HandlerTable table, VersionRefusal refusal, ClientQuotas quotas) {
        this.table = table;
        this.refusal = refusal;
        this.quotas = quotas;
    }

    /** How an ApiVersions request of a version we do not know is answered (KIP-511). */
    public interface VersionRefusal {
        void refuse(Exchange exchange, int correlationId);
    }

    @Override
    public void handle(Exchange exchange) {
        if (asksForUnknownApiVersions(exchange.frame())) {
            refusal.refuse(exchange, exchange.frame().getInt(CORRELATION_ID_AT));
            return;
        }
        refuseUnserved(exchange.frame());
        var reader = exchange.reader();
        var header = RequestHeader.read(reader);
        dispatch(entry(header), exchange, header, reader);
    }

    private HandlerTable.Entry<?, ?> entry(RequestHeader header) {
        return Check.present(table.find(header.api()), "%s has no handler", header.api());
    }

    /**
     * Answers a request with {@code error} wherever its response has a place for one, and does nothing else.
     *
     * @throws MalformedMessage as {@link #handle}
     */
    public void refuse(Exchange exchange, ErrorCode error) {
        refuseUnserved(exchange.frame());
        var reader = exchange.reader();
        var header = RequestHeader.read(reader);
        refuse(entry(header), exchange, header, reader, error);
    }

    /** Writers send batch after batch without waiting; their partitions keep the order. */
    @Override
    public boolean mayOverlap(short apiKey) {
        return apiKey == ApiKey.PRODUCE.code();
    }

    /** Looks at the bytes every header begins with: what follows them nobody can know in a version nobody knows. */
    private static boolean asksForUnknownApiVersions(ByteBuffer frame) {
        return frame.remaining() >= CORRELATION_ID_AT + Integer.BYTES
                && frame.getShort(0) == ApiKey.API_VERSIONS.code()
                && !ApiKey.API_VERSIONS.serves(frame.getShort(Short.BYTES));
    }

    /** Before anything else is read: how a header goes on in a version nobody knows, nobody knows either. */
    private void refuseUnserved(ByteBuffer frame) {
        if (frame.remaining() < CORRELATION_ID_AT) {
            return;
        }
        var api = ApiKey.of(frame.getShort(0));
        var version = frame.getShort(Short.BYTES);
        if (api != null && !(api.serves(version) && table.serves(api))) {
            throw new MalformedMessage("apiVersion", api.kafkaName() + " " + version + " is not served");
        }
    }

    private static <Q extends ApiRequest<R>, R> void refuse(
            HandlerTable.Entry<Q, R> entry,
            Exchange exchange,
            RequestHeader header,
            WireReader reader,
            ErrorCode error) {
        var parts = entry.parts();
        var request = parts.requests().read(reader, header.apiVersion());
        refuse(parts.handler(), request, new RequestContext<>(exchange, header, parts.responses(), null), error);
    }

    private static <Q extends ApiRequest<R>, R> void refuse(
            Handler<Q, R> handler, Q request, RequestContext<R> context, ErrorCode error) {
        if (handler.isAnswered(request)) {
            context.reply(handler.refusal(request, context.version(), error));
        } else {
            context.closeConnection(error + ", and there is no other way to say so");
        }
    }

    private <Q extends ApiRequest<R>, R> void dispatch(
            HandlerTable.Entry<Q, R> entry, Exchange exchange, RequestHeader header, WireReader reader) {
        var parts = entry.parts();
        var request = parts.requests().read(reader, header.apiVersion());
        var account = quotas.account(ANYBODY, header.clientId());
        var toll = account == null ? null : new Toll(account);
        var context = new RequestContext<R>(exchange, header, parts.responses(), toll);
        try {
            parts.handler().handle(request, context);
            if (toll != null) {
                toll.handled();
            }
        } catch (RuntimeException defect) {
            log.error(
                    "Serving {} {} of {}",
                    header.api().kafkaName(),
                    header.apiVersion(),
                    exchange.connection(),
                    defect);
            if (exchange.isOpen()) {
                refuse(parts.handler(), request, context, ErrorCode.UNKNOWN_SERVER_ERROR);
            }
        }
    }
}
