package io.ottla.replication.controller.request;

import io.ottla.replication.image.QuotaEntity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Limits somebody wants to set or lift for one entity. */
public record QuotaAlteration(QuotaEntity entity, List<Op> ops) {
    public QuotaAlteration {
        ops = List.copyOf(ops);
    }

    /**
     * One limit.
     *
     * @param value null to lift it
     */
    public record Op(String key, @Nullable Double value) {}
}
