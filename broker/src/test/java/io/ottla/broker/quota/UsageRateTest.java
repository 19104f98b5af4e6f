package io.ottla.broker.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UsageRateTest {
    private static final Windows WINDOWS = new Windows(11, 1000);
    private static final long START_MS = 1_000_000;

    private final UsageRate rate = new UsageRate(WINDOWS);

    private long use(double amount, long atMs) {
        return rate.use(amount, 100, START_MS + atMs);
    }

    @Test
    void a_client_that_was_silent_may_use_a_burst_of_all_windows_but_one() {
        assertEquals(0, use(1000, 0));
        assertTrue(use(1, 0) > 0);
    }

    @Test
    void one_waits_until_the_rate_over_the_windows_would_be_within_the_bound() {
        assertEquals(5000, use(1500, 0)); // 150 a second over ten seconds: half as much again as allowed
    }

    @Test
    void what_lies_before_the_windows_is_forgotten() {
        use(100_000, 0);
        assertTrue(use(1, 9_000) > 0);
        assertEquals(0, use(1, 11_000));
    }

    @Test
    void what_was_not_used_after_all_does_not_count() {
        use(5000, 0);
        rate.giveBack(5000, START_MS);
        assertEquals(0, use(1000, 1));
    }

    @Test
    void a_steady_use_below_the_bound_never_waits() {
        for (int atMs = 0; atMs < 60_000; atMs += 100) {
            assertEquals(0, use(9.8, atMs));
        }
    }

    @Test
    void a_client_is_forgotten_once_nothing_of_it_is_left() {
        use(1, 0);
        assertFalse(rate.isForgotten(START_MS + 10_000));
        assertTrue(rate.isForgotten(START_MS + 11_000));
    }
}
