package io.ottla.broker.handler.config;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.image.QuotaEntity;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.config.DescribeClientQuotas.Component;
import io.ottla.wire.message.config.DescribeClientQuotas.Entity;
import io.ottla.wire.message.config.DescribeClientQuotas.Entry;
import io.ottla.wire.message.config.DescribeClientQuotas.Quota;
import io.ottla.wire.message.config.DescribeClientQuotas.Request;
import io.ottla.wire.message.config.DescribeClientQuotas.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tells the limits of the clients a filter is about (KIP-546). */
public final class DescribeClientQuotasHandler implements Handler<Request, Response> {
    private static final Set<String> TYPES = Set.of("user", "client-id", "ip");
    private static final byte EXACT = 0;
    private static final byte DEFAULT = 1;
    private static final byte ANY = 2;

    private final CommittedImage image;

    public DescribeClientQuotasHandler(CommittedImage image) {
        this.image = image;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var why = whyNot(request.components());
        if (!why.isDone()) {
            context.reply(new Response(0, why.error().code(), why.message(), null));
            return;
        }
        var entries = new ArrayList<Entry>();
        image.current().quotas().forEach((entity, limits) -> {
            if (matches(request, entity)) {
                entries.add(entry(entity, limits));
            }
        });
        context.reply(new Response(0, ErrorCode.NONE.code(), null, entries));
    }

    private static Outcome whyNot(List<Component> components) {
        var types = new HashSet<String>();
        for (var component : components) {
            var type = component.entityType();
            if (type.isEmpty()) {
                return refused("A component of the filter has no type");
            }
            if (!TYPES.contains(type)) {
                return Outcome.refused(
                        ErrorCode.UNSUPPORTED_VERSION, "There are no quotas for entities of type " + type);
            }
            if (!types.add(type)) {
                return refused("The filter names the type " + type + " more than once");
            }
            if (component.matchType() < EXACT || component.matchType() > ANY) {
                return refused("There is no way " + component.matchType() + " to match");
            }
            if ((component.match() == null) == (component.matchType() == EXACT)) {
                return refused("A name belongs to the component that matches exactly one, and to no other");
            }
        }
        return types.contains("ip") && types.size() > 1
                ? refused("An address is not combined with a user or client id")
                : Outcome.DONE;
    }

    private static Outcome refused(String message) {
        return Outcome.refused(ErrorCode.INVALID_REQUEST, message);
    }

    private static boolean matches(Request request, QuotaEntity entity) {
        return (!request.strict()
                        || entity.parts().size() == request.components().size())
                && request.components().stream()
                        .allMatch(component -> entity.parts().stream().anyMatch(part -> matches(component, part)));
    }

    private static boolean matches(Component component, QuotaEntity.Part part) {
        return component.entityType().equals(part.type())
                && switch (component.matchType()) {
                    case EXACT -> component.match() != null && component.match().equals(part.name());
                    case DEFAULT -> part.name() == null;
                    default -> true;
                };
    }

    private static Entry entry(QuotaEntity entity, Map<String, Double> limits) {
        var quotas = new ArrayList<Quota>();
        new TreeMap<>(limits).forEach((key, value) -> quotas.add(new Quota(key, value)));
        return new Entry(
                entity.parts().stream()
                        .map(part -> new Entity(part.type(), part.name()))
                        .toList(),
                quotas);
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(0, error.code(), error.message(), null);
    }
}
