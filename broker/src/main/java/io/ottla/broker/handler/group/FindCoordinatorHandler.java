package io.ottla.broker.handler.group;

import io.ottla.broker.config.BrokerConfig;
import io.ottla.broker.handler.ControllerPort;
import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.Leaders;
import io.ottla.broker.handler.RequestContext;
import io.ottla.broker.handler.topic.ImpliedTopics;
import io.ottla.coordinator.group.GroupCoordinators;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.image.PartitionImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.FindCoordinator.Coordinator;
import io.ottla.wire.message.group.FindCoordinator.Request;
import io.ottla.wire.message.group.FindCoordinator.Response;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells who coordinates a group. The topic where groups are kept is made for the first who asks, and the answer waits for it, so that
 * he need not ask again.
 */
public final class FindCoordinatorHandler implements Handler<Request, Response> {
    private static final int FIRST_WITH_MANY = 4;
    private static final int FIRST_WITH_SHARES = 6;
    private static final int NOBODY = -1;
    private static final byte GROUP = 0;
    private static final byte SHARE = 2;
    /** Group, topic id, partition. */
    private static final Pattern SHARE_KEY = Pattern.compile(".*:[^:]+:\\d+");

    private final CommittedImage image;
    private final Leaders leaders;
    private final ControllerPort controller;
    private final Supplier<BrokerConfig> config;
    private final GroupCoordinators groups;

    public FindCoordinatorHandler(
            GroupCoordinators groups, CommittedImage image, ControllerPort controller, Supplier<BrokerConfig> config) {
        this.groups = groups;
        this.image = image;
        this.leaders = new Leaders(image);
        this.controller = controller;
        this.config = config;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        if (request.keyType() < GROUP || request.keyType() > SHARE) {
            context.reply(refusal(request, context.version(), ErrorCode.INVALID_REQUEST));
        } else if (request.keyType() != GROUP) {
            context.reply(shape(
                    request,
                    context.version(),
                    key -> nobody(key, refusalOf(request.keyType(), context.version(), key), "")));
        } else if (image.current().topics().byName(GroupCoordinators.TOPIC) == null) {
            create(() -> reply(request, context));
        } else {
            reply(request, context);
        }
    }

    /** There are no coordinators of transactions and shares yet. */
    private static ErrorCode refusalOf(byte keyType, int version, String key) {
        var isMistaken = keyType == SHARE
                && (version < FIRST_WITH_SHARES || !SHARE_KEY.matcher(key).matches());
        return isMistaken ? ErrorCode.INVALID_REQUEST : ErrorCode.COORDINATOR_NOT_AVAILABLE;
    }

    private void create(Runnable then) {
        var brokers = image.current().nodes().alive().size();
        var topic = ImpliedTopics.of(GroupCoordinators.TOPIC, config.get(), brokers);
        var unused = controller.createTopics(List.of(topic)).whenComplete((created, noController) -> then.run());
    }

    private void reply(Request request, RequestContext<Response> context) {
        var listener = context.connection().listener();
        var clientId = context.clientId();
        context.reply(shape(request, context.version(), key -> {
            groups.expect(key, clientId == null ? "" : clientId);
            return coordinator(key, listener);
        }));
    }

    private Coordinator coordinator(String key, String listener) {
        var topic = image.current().topics().byName(GroupCoordinators.TOPIC);
        PartitionImage partition =
                topic == null ? null : topic.partition(GroupCoordinators.partitionOf(key, topic.partitionCount()));
        Leaders.@Nullable NodeAddress address =
                partition == null ? null : leaders.endpoint(partition.leader(), listener);
        return address == null
                ? nobody(key, ErrorCode.COORDINATOR_NOT_AVAILABLE, "")
                : new Coordinator(key, address.nodeId(), address.host(), address.port(), ErrorCode.NONE.code(), "");
    }

    private static Coordinator nobody(String key, ErrorCode error, @Nullable String message) {
        return new Coordinator(key, NOBODY, "", NOBODY, error.code(), message);
    }

    /** Before version 4 there is one key, and a message in any case. */
    private static Response shape(Request request, int version, Function<String, Coordinator> answer) {
        if (version >= FIRST_WITH_MANY) {
            var coordinators = request.coordinatorKeys().stream().map(answer).toList();
            return new Response(0, ErrorCode.NONE.code(), null, 0, "", 0, coordinators);
        }
        var one = answer.apply(request.key());
        var error = ErrorCode.of(one.errorCode());
        var message = error == ErrorCode.NONE ? error.name() : error.message();
        return new Response(0, error.code(), message, one.nodeId(), one.host(), one.port(), List.of());
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return shape(request, version, key -> nobody(key, error, error.message()));
    }
}
