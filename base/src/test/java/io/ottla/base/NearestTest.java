package io.ottla.base;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> NAMES = List.of("topics", "groups", "configs", "consumer-groups");

    @Test
    void a_slip_of_a_few_letters_is_understood() {
        assertEquals(Optional.of("topics"), Nearest.of("topisc", NAMES));
        assertEquals(Optional.of("configs"), Nearest.of("config", NAMES));
        assertEquals(Optional.of("consumer-groups"), Nearest.of("consmer-gruops", NAMES));
    }

    @Test
    void what_is_like_nothing_gets_no_suggestion() {
        assertEquals(Optional.empty(), Nearest.of("teapot", NAMES));
        assertEquals(Optional.empty(), Nearest.of("x", NAMES));
        assertEquals("", Nearest.suggestion("teapot", NAMES));
        assertEquals("; did you mean topics?", Nearest.suggestion("topcs", NAMES));
    }

    @Test
    void distance_counts_added_removed_replaced_and_swapped_letters() {
        assertEquals(0, Nearest.distance("list", "list"));
        assertEquals(1, Nearest.distance("list", "lisst"));
        assertEquals(1, Nearest.distance("list", "ilst"));
        assertEquals(4, Nearest.distance("", "list"));
    }
}
