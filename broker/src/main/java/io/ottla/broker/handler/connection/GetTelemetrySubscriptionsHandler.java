package io.ottla.broker.handler.connection;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.connection.GetTelemetrySubscriptions.Request;
import io.ottla.wire.message.connection.GetTelemetrySubscriptions.Response;
import java.util.List;
import java.util.Random;

/**
 * Says which of its metrics a client shall send (KIP-714): none, for there is nobody here to receive them. As with Apache Kafka in
 * that case the API is not advertised, and answered if somebody asks all the same.
 */
public final class GetTelemetrySubscriptionsHandler implements Handler<Request, Response> {
    private final Telemetry telemetry;
    private final Random random;

    public GetTelemetrySubscriptionsHandler(Telemetry telemetry, Random random) {
        this.telemetry = telemetry;
        this.random = random;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var isNew = request.clientInstanceId().equals(Uuid.ZERO);
        var client = isNew ? Uuid.random(random) : request.clientInstanceId();
        context.reply(new Response(
                0,
                ErrorCode.NONE.code(),
                client,
                Telemetry.subscriptionId(client),
                Telemetry.COMPRESSIONS,
                Telemetry.PUSH_INTERVAL_MS,
                telemetry.mostBytes(),
                true,
                List.of()));
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(0, error.code(), Uuid.ZERO, 0, List.of(), 0, 0, false, List.of());
    }
}
