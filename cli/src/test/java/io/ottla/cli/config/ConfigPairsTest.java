package io.ottla.cli.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ottla.cli.tool.Failure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigPairsTest {
    @Test
    void commas_separate_pairs_unless_in_brackets() {
        assertEquals(Map.of("k1", "v1", "k2", "a,b", "k3", "x=y"), ConfigPairs.toAdd("k1=v1, k2 = [a,b] ,k3=x=y"));
    }

    @Test
    void a_value_may_be_empty() {
        assertEquals(Map.of("a", ""), ConfigPairs.toAdd("a="));
    }

    @Test
    void a_pair_without_a_value_is_refused() {
        assertThrows(Failure.class, () -> ConfigPairs.toAdd("a=1,b"));
        assertThrows(Failure.class, () -> ConfigPairs.toAdd("=1"));
    }

    @Test
    void names_are_taken_once_and_without_blanks() {
        assertEquals(List.of("a", "b"), ConfigPairs.toDelete(" a,b ,,a"));
    }
}
