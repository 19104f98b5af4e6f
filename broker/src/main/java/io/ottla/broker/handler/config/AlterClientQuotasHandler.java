package io.ottla.broker.handler.config;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.log.background.BackgroundWork;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.QuotaAlteration;
import io.ottla.replication.image.QuotaEntity;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.config.AlterClientQuotas.Entity;
import io.ottla.wire.message.config.AlterClientQuotas.Entry;
import io.ottla.wire.message.config.AlterClientQuotas.EntryResult;
import io.ottla.wire.message.config.AlterClientQuotas.Operation;
import io.ottla.wire.message.config.AlterClientQuotas.Request;
import io.ottla.wire.message.config.AlterClientQuotas.Response;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Sets and lifts limits of clients (KIP-546). Each entity stands for itself. */
public final class AlterClientQuotasHandler implements Handler<Request, Response> {
    private static final String IP = "ip";

    private final ControllerRef controller;
    private final BackgroundWork background;

    public AlterClientQuotasHandler(ControllerRef controller, BackgroundWork background) {
        this.controller = controller;
        this.background = background;
    }

    /** Names of hosts are looked up, which may take its time: in the background. */
    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var namesHosts = request.entries().stream()
                .flatMap(entry -> entry.entity().stream())
                .anyMatch(part -> part.entityType().equals(IP));
        if (namesHosts) {
            background.execute(BackgroundWork.Lane.READ, () -> alter(request, context));
        } else {
            alter(request, context);
        }
    }

    private void alter(Request request, RequestContext<Response> context) {
        var outcomes = new ArrayList<Optional<Outcome>>();
        var wishes = new ArrayList<QuotaAlteration>();
        for (var entry : request.entries()) {
            var why = unknownHost(entry);
            outcomes.add(why);
            if (why.isEmpty()) {
                wishes.add(wish(entry));
            }
        }
        var unused = controller
                .alterClientQuotas(wishes, request.validateOnly())
                .whenComplete((answers, noController) -> {
                    var nobody = new Outcome(ErrorCode.NOT_CONTROLLER, ErrorCode.NOT_CONTROLLER.message());
                    var next = answers == null ? null : answers.iterator();
                    context.reply(shape(
                            request, i -> outcomes.get(i).orElseGet(() -> next == null ? nobody : next.next())));
                });
    }

    private static Optional<Outcome> unknownHost(Entry entry) {
        for (var part : entry.entity()) {
            var host = part.entityName();
            if (part.entityType().equals(IP) && host != null && !host.isEmpty() && !isHost(host)) {
                return Optional.of(Outcome.refused(
                        ErrorCode.INVALID_REQUEST, host + " is no address, and no host is known by this name"));
            }
        }
        return Optional.empty();
    }

    private static boolean isHost(String host) {
        try {
            return InetAddress.getByName(host) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** An entity has one part of each type: the last. */
    private static List<Entity> entity(Entry entry) {
        Map<String, Entity> byType = new LinkedHashMap<>();
        entry.entity().forEach(part -> byType.put(part.entityType(), part));
        return List.copyOf(byType.values());
    }

    private static QuotaAlteration wish(Entry entry) {
        return new QuotaAlteration(
                new QuotaEntity(entity(entry).stream()
                        .map(part -> new QuotaEntity.Part(part.entityType(), part.entityName()))
                        .toList()),
                entry.ops().stream().map(AlterClientQuotasHandler::wish).toList());
    }

    private static QuotaAlteration.Op wish(Operation op) {
        return new QuotaAlteration.Op(op.key(), op.remove() ? null : op.value());
    }

    private static Response shape(Request request, IntFunction<Outcome> outcomes) {
        var results = new ArrayList<EntryResult>(request.entries().size());
        for (var i = 0; i < request.entries().size(); i++) {
            var outcome = outcomes.apply(i);
            results.add(new EntryResult(
                    outcome.error().code(),
                    outcome.message(),
                    entity(request.entries().get(i))));
        }
        return new Response(0, results);
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return shape(request, i -> new Outcome(error, error.message()));
    }
}
