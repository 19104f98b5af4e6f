package io.ottla.base;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CheckTest {
    @Test
    void what_holds_passes() {
        assertDoesNotThrow(() -> Check.that(true, "never said"));
    }

    @Test
    void what_does_not_hold_fails_with_its_numbers() {
        var failure = assertThrows(Check.BrokenInvariant.class, () -> Check.that(false, "end offset", 7, 9));
        assertEquals("end offset: expected 7, is 9", failure.getMessage());
    }

    @Test
    void what_is_present_is_given_back() {
        assertEquals(7, Check.present(7, "no number"));
        assertThrows(Check.BrokenInvariant.class, () -> Check.present(null, "no topic %s", "t"));
    }
}
