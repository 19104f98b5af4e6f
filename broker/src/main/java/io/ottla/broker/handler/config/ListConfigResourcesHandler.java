package io.ottla.broker.handler.config;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.image.ConfigResource;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.config.ListConfigResources;
import io.ottla.wire.message.config.ListConfigResources.Request;
import io.ottla.wire.message.config.ListConfigResources.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Names what has a configuration (KIP-1142); in version 0 only subscriptions to client metrics (KIP-714). */
public final class ListConfigResourcesHandler implements Handler<Request, Response> {
    private static final int FIRST_WITH_TYPES = 1;
    private static final Set<ConfigResource.Type> ALL = EnumSet.complementOf(EnumSet.of(ConfigResource.Type.UNKNOWN));

    private final CommittedImage image;

    public ListConfigResourcesHandler(CommittedImage image) {
        this.image = image;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        Set<ConfigResource.Type> types =
                context.version() < FIRST_WITH_TYPES ? EnumSet.of(ConfigResource.Type.CLIENT_METRICS) : types(request);
        if (types.contains(ConfigResource.Type.UNKNOWN)) {
            context.reply(refusal(request, context.version(), ErrorCode.UNSUPPORTED_VERSION));
            return;
        }
        var now = image.current();
        var resources = new ArrayList<ListConfigResources.ConfigResource>();
        for (var type : types) {
            names(type, now).forEach(name -> resources.add(new ListConfigResources.ConfigResource(name, type.code())));
        }
        context.reply(new Response(0, ErrorCode.NONE.code(), resources));
    }

    private static Set<ConfigResource.Type> types(Request request) {
        if (request.resourceTypes().isEmpty()) {
            return ALL;
        }
        var types = EnumSet.noneOf(ConfigResource.Type.class);
        request.resourceTypes().forEach(code -> types.add(ConfigResource.Type.of(code)));
        return types;
    }

    /** Topics and brokers always have one; the others while something is set on them. */
    private static Collection<String> names(ConfigResource.Type type, ClusterImage now) {
        return switch (type) {
            case TOPIC -> now.topics().byName().keySet();
            case BROKER, BROKER_LOGGER ->
                now.nodes().alive().stream()
                        .map(broker -> Integer.toString(broker.id()))
                        .toList();
            case GROUP, CLIENT_METRICS ->
                now.configs().byResource().keySet().stream()
                        .filter(resource -> resource.type() == type)
                        .map(ConfigResource::name)
                        .sorted()
                        .toList();
            case UNKNOWN -> List.of();
        };
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(0, error.code(), List.of());
    }
}
