package io.ottla.cli.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class Re2Test {
    @Test
    void what_both_kinds_know_is_valid() {
        for (var regex : new String[] {"a.*", "(a|b)+?", "[^a-z]{2,3}", "\\d\\Qa(b\\E", "(?i)x", "a\\\\"}) {
            assertEquals("The regular expression `" + regex + "` is valid.", Re2.verdict(regex));
        }
    }

    @Test
    void what_is_not_closed_is_said() {
        assertEquals("The regular expression `a(b` is invalid: missing closing ).", Re2.verdict("a(b"));
        assertEquals("The regular expression `[a-z` is invalid: missing closing ].", Re2.verdict("[a-z"));
    }

    @Test
    void what_only_java_knows_is_invalid() {
        for (var regex : new String[] {"(?=a)b", "(?<!a)b", "(a)\\1", "a++", "(?>a)"}) {
            assertTrue(Re2.verdict(regex).contains("is invalid: RE2 has no"), regex);
        }
    }
}
