package io.ottla.broker.handler.cluster;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.controller.request.FeatureWish;
import io.ottla.replication.controller.request.FeatureWish.Direction;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.cluster.UpdateFeatures.FeatureResult;
import io.ottla.wire.message.cluster.UpdateFeatures.FeatureUpdate;
import io.ottla.wire.message.cluster.UpdateFeatures.Request;
import io.ottla.wire.message.cluster.UpdateFeatures.Response;
import java.util.List;

/** Finalises features at other levels (KIP-584, KIP-778), all or none; up to version 1 each is told besides. */
public final class UpdateFeaturesHandler implements Handler<Request, Response> {
    private static final int FIRST_WITH_DIRECTION = 1;
    private static final int LAST_WITH_RESULTS = 1;

    private final ControllerRef controller;

    public UpdateFeaturesHandler(ControllerRef controller) {
        this.controller = controller;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var wishes = request.featureUpdates().stream()
                .map(update -> new FeatureWish(
                        update.feature(), update.maxVersionLevel(), direction(update, context.version())))
                .toList();
        var unused = controller
                .updateFeatures(wishes, request.validateOnly())
                .whenComplete((outcome, noController) -> context.reply(
                        outcome == null
                                ? refusal(request, context.version(), ErrorCode.NOT_CONTROLLER)
                                : shape(request, outcome, context.version())));
    }

    private static Direction direction(FeatureUpdate update, int version) {
        if (version >= FIRST_WITH_DIRECTION) {
            return Direction.of(update.upgradeType());
        }
        return update.allowDowngrade() ? Direction.SAFE_DOWNGRADE : Direction.UPGRADE;
    }

    private static Response shape(Request request, Outcome outcome, int version) {
        var results = outcome.isDone() && version <= LAST_WITH_RESULTS
                ? request.featureUpdates().stream()
                        .map(update -> new FeatureResult(update.feature(), ErrorCode.NONE.code(), null))
                        .toList()
                : List.<FeatureResult>of();
        return new Response(0, outcome.error().code(), outcome.message(), results);
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(0, error.code(), error.message(), List.of());
    }
}
