package io.ottla.broker.handler.connection;

import io.ottla.broker.handler.Dispatcher.VersionRefusal;
import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.broker.net.EncodedReply;
import io.ottla.broker.net.Exchange;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.connection.ApiVersions.Request;
import io.ottla.wire.message.connection.ApiVersions.Response;
import java.util.regex.Pattern;

/** Says what is served. The answer is the same for everyone, so it is encoded once (see {@link ServedVersions}). */
public final class ApiVersionsHandler implements Handler<Request, Response>, VersionRefusal {
    /** Names and versions of client software end up in logs and metrics (KIP-511). */
    private static final Pattern SOFTWARE = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9\\-.]*[a-zA-Z0-9])?");

    private static final int FIRST_WITH_SOFTWARE = 3;
    private static final int FIRST_WITH_CLUSTER = 5;
    private static final int ANY_NODE = -1;

    private final ServedVersions served;

    public ApiVersionsHandler(ServedVersions served) {
        this.served = served;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        if (context.version() >= FIRST_WITH_SOFTWARE && !isProper(request)) {
            context.reply(refusal(request, context.version(), ErrorCode.INVALID_REQUEST));
        } else if (context.version() >= FIRST_WITH_CLUSTER && isMeantForAnother(request)) {
            context.reply(refusal(request, context.version(), ErrorCode.REBOOTSTRAP_REQUIRED));
        } else {
            context.replyEncoded(served.encoded(context.version()));
        }
    }

    private static boolean isProper(Request request) {
        return SOFTWARE.matcher(request.clientSoftwareName()).matches()
                && SOFTWARE.matcher(request.clientSoftwareVersion()).matches();
    }

    private boolean isMeantForAnother(Request request) {
        return (request.clusterId() != null && !request.clusterId().equals(served.clusterId()))
                || (request.nodeId() != ANY_NODE && request.nodeId() != served.nodeId());
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return ServedVersions.refusal(error);
    }

    /** In version 0, whatever was asked for, and with what is served, so that the client can ask again. */
    @Override
    public void refuse(Exchange exchange, int correlationId) {
        exchange.reply(new EncodedReply(correlationId, false, served.encodedRefusal()));
    }
}
