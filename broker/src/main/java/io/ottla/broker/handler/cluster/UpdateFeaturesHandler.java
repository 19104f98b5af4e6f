package io.ottla.broker.handler.cluster;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.controller.request.FeatureWish;
import io.ottla.replication.controller.request.FeatureWish.Direction;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.image.CommittedImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.cluster.UpdateFeatures.FeatureResult;
import io.ottla.wire.message.cluster.UpdateFeatures.FeatureUpdate;
import io.ottla.wire.message.cluster.UpdateFeatures.Request;
import io.ottla.wire.message.cluster.UpdateFeatures.Response;
import java.util.List;
import java.util.Set;

/**
 * Finalises features at other levels (KIP-584, KIP-778), all or none; up to version 1 each is told besides. What no client is shown
 * ({@link io.ottla.broker.handler.connection.ServedVersions}) is not raised: nobody could see what came of it.
 */
public final class UpdateFeaturesHandler implements Handler<Request, Response> {
    private static final int FIRST_WITH_DIRECTION = 1;
    private static final int LAST_WITH_RESULTS = 1;

    private final ControllerRef controller;
    private final CommittedImage image;
    private final Set<String> shown;

    /** @param shown the features that ApiVersions names */
    public UpdateFeaturesHandler(ControllerRef controller, CommittedImage image, Set<String> shown) {
        this.controller = controller;
        this.image = image;
        this.shown = Set.copyOf(shown);
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var wishes = request.featureUpdates().stream()
                .map(update -> new FeatureWish(
                        update.feature(), update.maxVersionLevel(), direction(update, context.version())))
                .toList();
        for (var wish : wishes) {
            if (isRaisedInVain(wish)) {
                var outcome = Outcome.refused(
                        ErrorCode.INVALID_UPDATE_VERSION,
                        "Cannot set " + wish.feature() + " to level " + wish.level()
                                + ": what it stands for is not served yet");
                context.reply(shape(request, outcome, context.version()));
                return;
            }
        }
        var unused = controller
                .updateFeatures(wishes, request.validateOnly())
                .whenComplete((outcome, noController) -> context.reply(
                        outcome == null
                                ? refusal(request, context.version(), ErrorCode.NOT_CONTROLLER)
                                : shape(request, outcome, context.version())));
    }

    /** A feature the brokers know, and clients are not shown. */
    private boolean isRaisedInVain(FeatureWish wish) {
        var now = image.current();
        return !shown.contains(wish.feature())
                && wish.level() > now.featureLevel(wish.feature())
                && now.nodes().brokers().values().stream()
                        .anyMatch(broker -> broker.features().containsKey(wish.feature()));
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
