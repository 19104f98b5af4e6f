package io.ottla.broker.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.broker.quota.LimitTable.Limit;
import io.ottla.replication.image.QuotaEntity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LimitTableTest {
    private static final String PRODUCE = "producer_byte_rate";

    private final Map<QuotaEntity, Map<String, Double>> quotas = new HashMap<>();

    private static QuotaEntity.Part user(@Nullable String name) {
        return new QuotaEntity.Part("user", name);
    }

    private static QuotaEntity.Part client(@Nullable String name) {
        return new QuotaEntity.Part("client-id", name);
    }

    private void set(double bound, QuotaEntity.Part... parts) {
        quotas.put(new QuotaEntity(List.of(parts)), Map.of(PRODUCE, bound));
    }

    private @Nullable Limit find(String user, String client) {
        return new LimitTable(QuotaKind.PRODUCE, quotas).find(user, client);
    }

    @Test
    void the_most_special_limit_binds() {
        set(8, client(null));
        assertEquals(new Limit(8, null, "c"), find("u", "c"));
        set(7, client("c"));
        assertEquals(new Limit(7, null, "c"), find("u", "c"));
        set(6, user(null));
        assertEquals(new Limit(6, "u", null), find("u", "c"));
        set(5, user(null), client(null));
        assertEquals(new Limit(5, "u", "c"), find("u", "c"));
        set(4, user(null), client("c"));
        assertEquals(new Limit(4, "u", "c"), find("u", "c"));
        set(3, user("u"));
        assertEquals(new Limit(3, "u", null), find("u", "c"));
        set(2, user("u"), client(null));
        assertEquals(new Limit(2, "u", "c"), find("u", "c"));
        set(1, user("u"), client("c"));
        assertEquals(new Limit(1, "u", "c"), find("u", "c"));
    }

    @Test
    void whom_nothing_names_nothing_binds() {
        set(1, user("u"), client("c"));
        assertNull(find("u", "d"));
        assertNull(find("v", "c"));
    }

    @Test
    void limits_of_another_kind_bind_nobody() {
        set(1, user("u"));
        assertTrue(new LimitTable(QuotaKind.FETCH, quotas).isEmpty());
    }
}
