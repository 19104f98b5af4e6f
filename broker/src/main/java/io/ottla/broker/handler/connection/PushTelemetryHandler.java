package io.ottla.broker.handler.connection;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.connection.PushTelemetry.Request;
import io.ottla.wire.message.connection.PushTelemetry.Response;

/** Takes a client's metrics (KIP-714), looks at them as at any, and forgets them: nobody here receives them. */
public final class PushTelemetryHandler implements Handler<Request, Response> {
    private static final byte NOT_COMPRESSED = 0;

    private final Telemetry telemetry;

    public PushTelemetryHandler(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        context.reply(refusal(request, context.version(), judge(request)));
    }

    private ErrorCode judge(Request request) {
        var client = request.clientInstanceId();
        if (client.equals(Uuid.ZERO)) {
            return ErrorCode.INVALID_REQUEST;
        }
        if (request.subscriptionId() != Telemetry.subscriptionId(client)) {
            return ErrorCode.UNKNOWN_SUBSCRIPTION_ID;
        }
        var compression = request.compressionType();
        if (compression != NOT_COMPRESSED && !Telemetry.COMPRESSIONS.contains(compression)) {
            return ErrorCode.UNSUPPORTED_COMPRESSION_TYPE;
        }
        return request.metrics().remaining() > telemetry.mostBytes() ? ErrorCode.TELEMETRY_TOO_LARGE : ErrorCode.NONE;
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(0, error.code());
    }
}
