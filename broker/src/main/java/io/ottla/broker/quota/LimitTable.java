package io.ottla.broker.quota;

import io.ottla.replication.image.QuotaEntity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which limit of one kind binds which client: the most special one (KIP-55). Immutable. */
final class LimitTable {
    private static final String USER = "user";
    private static final String CLIENT_ID = "client-id";

    private final Map<QuotaEntity, Double> bounds = new HashMap<>();

    /**
     * A limit that binds.
     *
     * @param bound per second
     * @param user whose use is added up; null: that of all users
     * @param clientId whose use is added up; null: that of all client ids
     */
    record Limit(
            double bound, @Nullable String user, @Nullable String clientId) {}

    LimitTable(QuotaKind kind, Map<QuotaEntity, ? extends Map<String, Double>> quotas) {
        quotas.forEach((entity, limits) -> {
            var bound = limits.get(kind.key());
            if (bound != null) {
                bounds.put(entity, bound);
            }
        });
    }

    boolean isEmpty() {
        return bounds.isEmpty();
    }

    /** The limit for requests of {@code user} as {@code clientId}; null if there is none. */
    @Nullable
    Limit find(String user, String clientId) {
        if (bounds.isEmpty()) {
            return null;
        }
        var ofUser = part(USER, user);
        var ofAnyUser = part(USER, null);
        var ofClient = part(CLIENT_ID, clientId);
        var ofAnyClient = part(CLIENT_ID, null);
        for (var both : List.of(
                List.of(ofUser, ofClient),
                List.of(ofUser, ofAnyClient),
                List.of(ofUser),
                List.of(ofAnyUser, ofClient),
                List.of(ofAnyUser, ofAnyClient),
                List.of(ofAnyUser),
                List.of(ofClient),
                List.of(ofAnyClient))) {
            var bound = bounds.get(new QuotaEntity(both));
            if (bound != null) {
                return new Limit(bound, names(both, USER) ? user : null, names(both, CLIENT_ID) ? clientId : null);
            }
        }
        return null;
    }

    private static QuotaEntity.Part part(String type, @Nullable String name) {
        return new QuotaEntity.Part(type, name);
    }

    private static boolean names(List<QuotaEntity.Part> parts, String type) {
        return parts.stream().anyMatch(part -> part.type().equals(type));
    }
}
