package io.ottla.cli.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ottla.cli.tool.Failure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    @Test
    void a_release_is_the_last_of_its_kind_unless_named_in_full() {
        assertEquals(25, Features.metadataLevel("4.0"));
        assertEquals(23, Features.metadataLevel("4.0-IV1"));
        assertEquals(30, Features.metadataLevel(Features.newestRelease()));
        assertThrows(Failure.class, () -> Features.metadataLevel("2.8"));
    }

    @Test
    void the_newest_release_begins_with_all_features() {
        assertEquals(
                Map.of(
                        "metadata.version", 30,
                        "eligible.leader.replicas.version", 1,
                        "group.version", 1,
                        "share.version", 1,
                        "streams.version", 1,
                        "transaction.version", 2),
                Features.finalised(30, Map.of()));
    }

    @Test
    void a_level_can_be_chosen_and_zero_leaves_it_out() {
        assertEquals(
                Map.of("metadata.version", 25, "transaction.version", 1),
                Features.finalised(25, Map.of("group.version", 0, "transaction.version", 1)));
    }

    @Test
    void a_level_that_does_not_exist_or_lacks_another_is_refused() {
        assertThrows(Failure.class, () -> Features.finalised(30, Map.of("group.version", 2)));
        assertThrows(Failure.class, () -> Features.finalised(30, Map.of("groups", 1)));
        assertThrows(Failure.class, () -> Features.finalised(22, Map.of("eligible.leader.replicas.version", 1)));
        assertThrows(Failure.class, () -> Features.parse(List.of("group.version")));
    }
}
