package io.ottla.replication.image;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a client quota binds: a user, a client id, both, or an address.
 *
 * @param parts sorted by type
 */
public record QuotaEntity(List<Part> parts) {
    public QuotaEntity {
        parts = parts.stream().sorted(Comparator.comparing(Part::type)).toList();
    }

    /**
     * One side of an entity.
     *
     * @param type user, client-id or ip
     * @param name null for the default of this type
     */
    public record Part(String type, @Nullable String name) {}
}
