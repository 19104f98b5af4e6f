package io.ottla.replication.controller;

import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.change.QuotaChanged;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.QuotaAlteration;
import io.ottla.replication.controller.request.Refusal;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.QuotaEntity;
import io.ottla.wire.ErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;

/** Which limits bind which users, client ids and addresses (KIP-546, KIP-612). Pure. */
final class QuotaDecisions {
    private static final double ROUNDING = 1e-6;
    private static final String USER = "user";
    private static final String CLIENT_ID = "client-id";
    private static final String IP = "ip";

    /** What a limit may be: any number, a whole one, and at most so much. */
    private record Kind(boolean isWhole, long most) {}

    private static final Map<String, Kind> OF_CLIENTS = Map.of(
            "producer_byte_rate", new Kind(true, Long.MAX_VALUE),
            "consumer_byte_rate", new Kind(true, Long.MAX_VALUE),
            "request_percentage", new Kind(false, Long.MAX_VALUE),
            "controller_mutation_rate", new Kind(false, Long.MAX_VALUE));

    private static final Map<String, Kind> OF_ADDRESSES =
            Map.of("connection_creation_rate", new Kind(true, Integer.MAX_VALUE));

    /** AlterClientQuotas: each alteration stands for itself; one answer each, in the order asked. */
    Decision<List<Outcome>> alter(State state, List<QuotaAlteration> wishes, boolean validateOnly) {
        List<Outcome> replies = new ArrayList<>(wishes.size());
        List<MetadataChange> changes = new ArrayList<>();
        Set<QuotaEntity> seen = new HashSet<>();
        for (QuotaAlteration wish : wishes) {
            try {
                if (!seen.add(wish.entity())) {
                    throw refused("The request names this entity more than once");
                }
                changes.addAll(changes(state.image(), wish));
                replies.add(Outcome.DONE);
            } catch (Refusal refusal) {
                replies.add(refusal.outcome());
            }
        }
        return validateOnly ? Decision.nothing(replies) : new Decision<>(changes, replies);
    }

    private static List<MetadataChange> changes(ClusterImage image, QuotaAlteration wish) throws Refusal {
        Map<String, Kind> kinds = kinds(wish.entity());
        Map<String, Double> before = image.quotas().getOrDefault(wish.entity(), HashTreePMap.empty());
        List<MetadataChange> changes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (QuotaAlteration.Op op : wish.ops()) {
            if (!seen.add(op.key())) {
                throw refused("The request changes " + op.key() + " more than once");
            }
            Kind kind = kinds.get(op.key());
            Double value = op.value();
            if (value != null) {
                check(op.key(), value, kind);
            }
            boolean isNews = value == null ? before.containsKey(op.key()) : !value.equals(before.get(op.key()));
            if (isNews) {
                changes.add(new QuotaChanged(wish.entity(), op.key(), value));
            }
        }
        return changes;
    }

    private static Map<String, Kind> kinds(QuotaEntity entity) throws Refusal {
        Set<String> types = new HashSet<>();
        for (QuotaEntity.Part part : entity.parts()) {
            if (!Set.of(USER, CLIENT_ID, IP).contains(part.type())) {
                throw refused("There are no quotas for entities of type " + part.type());
            }
            if (!types.add(part.type())) {
                throw refused("An entity has one " + part.type());
            }
            if (part.name() != null && part.name().isEmpty()) {
                throw refused("A " + part.type() + " has a name; the default has null");
            }
        }
        if (types.isEmpty()) {
            throw refused("The entity is empty");
        }
        if (types.contains(IP)) {
            if (types.size() > 1) {
                throw refused("An address is not combined with a user or client id");
            }
            return OF_ADDRESSES;
        }
        return OF_CLIENTS;
    }

    private static void check(String key, double value, @Nullable Kind kind) throws Refusal {
        if (kind == null) {
            throw refused("There is no limit " + key + " for such an entity");
        }
        if (!(value > 0)) {
            throw refused(key + " must be greater than 0");
        }
        if (kind.isWhole() && (Math.abs(Math.rint(value) - value) > ROUNDING || value > kind.most())) {
            throw refused(key + " must be a whole number of at most " + kind.most());
        }
    }

    private static Refusal refused(String message) {
        return new Refusal(ErrorCode.INVALID_REQUEST, message);
    }
}
