package io.ottla.replication.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.QuotaAlteration;
import io.ottla.replication.image.QuotaEntity;
import io.ottla.wire.ErrorCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuotaDecisionsTest {
    private static final String PRODUCE = "producer_byte_rate";
    private static final QuotaEntity USER = new QuotaEntity(List.of(new QuotaEntity.Part("user", "u")));
    private static final QuotaEntity ADDRESS = new QuotaEntity(List.of(new QuotaEntity.Part("ip", "10.0.0.1")));

    private final Cluster cluster = Cluster.of(1);

    private Outcome alter(QuotaEntity entity, QuotaAlteration.Op... ops) {
        return alter(false, new QuotaAlteration(entity, List.of(ops))).get(0);
    }

    private List<Outcome> alter(boolean validateOnly, QuotaAlteration... wishes) {
        return cluster.take(cluster.decisions.quotas().alter(cluster.state(), List.of(wishes), validateOnly));
    }

    private static QuotaAlteration.Op op(String key, @Nullable Double value) {
        return new QuotaAlteration.Op(key, value);
    }

    private @Nullable Map<String, Double> limits(QuotaEntity entity) {
        return cluster.image.quotas().get(entity);
    }

    @Test
    void limits_are_set_changed_and_lifted() {
        alter(USER, op(PRODUCE, 10.0), op("request_percentage", 0.5));
        assertEquals(Map.of(PRODUCE, 10.0, "request_percentage", 0.5), limits(USER));
        alter(USER, op(PRODUCE, 20.0), op("request_percentage", null));
        assertEquals(Map.of(PRODUCE, 20.0), limits(USER));
        assertEquals(Outcome.DONE, alter(USER, op(PRODUCE, null)));
        assertTrue(cluster.image.quotas().isEmpty());
    }

    @Test
    void what_is_so_already_writes_nothing() {
        alter(USER, op(PRODUCE, 10.0));
        assertEquals(Outcome.DONE, alter(USER, op(PRODUCE, 10.0), op("consumer_byte_rate", null)));
        assertEquals(List.of(), cluster.lastChanges);
    }

    @Test
    void only_trying_changes_nothing() {
        var answers = alter(true, new QuotaAlteration(USER, List.of(op(PRODUCE, 10.0))));
        assertEquals(List.of(Outcome.DONE), answers);
        assertTrue(cluster.image.quotas().isEmpty());
    }

    @Test
    void an_entity_with_anything_wrong_is_refused_as_a_whole_and_the_next_is_not() {
        var answers = alter(
                false,
                new QuotaAlteration(USER, List.of(op(PRODUCE, 10.0), op("bytes", 1.0))),
                new QuotaAlteration(ADDRESS, List.of(op("connection_creation_rate", 5.0))));
        assertEquals(ErrorCode.INVALID_REQUEST, answers.get(0).error());
        assertEquals(Outcome.DONE, answers.get(1));
        assertEquals(Map.of(ADDRESS, Map.of("connection_creation_rate", 5.0)), cluster.image.quotas());
    }

    @Test
    void addresses_are_limited_in_connections_and_in_nothing_else() {
        assertEquals(ErrorCode.INVALID_REQUEST, alter(ADDRESS, op(PRODUCE, 1.0)).error());
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                alter(USER, op("connection_creation_rate", 1.0)).error());
        var both = new QuotaEntity(List.of(new QuotaEntity.Part("ip", null), new QuotaEntity.Part("user", null)));
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                alter(both, op("connection_creation_rate", 1.0)).error());
    }

    @Test
    void a_limit_is_a_positive_number_and_whole_where_things_are_counted() {
        for (double value : new double[] {0, -1, Double.NaN, 0.5, Double.POSITIVE_INFINITY}) {
            assertEquals(
                    ErrorCode.INVALID_REQUEST, alter(USER, op(PRODUCE, value)).error());
        }
        assertEquals(Outcome.DONE, alter(USER, op("request_percentage", 0.5)));
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                alter(ADDRESS, op("connection_creation_rate", 3e9)).error());
    }

    @Test
    void an_entity_has_parts_of_known_types_with_names() {
        for (var parts : List.of(
                List.<QuotaEntity.Part>of(),
                List.of(new QuotaEntity.Part("host", "x")),
                List.of(new QuotaEntity.Part("user", "")),
                List.of(new QuotaEntity.Part("user", "a"), new QuotaEntity.Part("user", "b")))) {
            assertEquals(
                    ErrorCode.INVALID_REQUEST,
                    alter(new QuotaEntity(parts), op(PRODUCE, 1.0)).error());
        }
    }
}
