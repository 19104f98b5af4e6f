package io.ottla.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualTimeTest {
    private final ManualTime time = new ManualTime();
    private final ManualLoop one = time.loop("one");
    private final ManualLoop two = time.loop("two");
    private final List<String> seen = new ArrayList<>();

    @Test
    void tasks_run_in_the_order_they_were_posted_each_inside_its_loop() {
        two.execute(() -> seen.add("first " + two.isInside()));
        one.execute(() -> seen.add("second " + two.isInside()));
        time.settle();
        assertEquals(List.of("first true", "second false"), seen);
        assertThrows(Check.BrokenInvariant.class, one::assertInside);
    }

    @Test
    void timers_fire_at_their_instant_unless_called_off() {
        one.schedule(
                Duration.ofSeconds(2), () -> seen.add("two at " + time.clock().nanos()));
        one.schedule(Duration.ofSeconds(1), () -> one.execute(() -> seen.add("one")));
        one.schedule(Duration.ofSeconds(1), () -> seen.add("never")).cancel();
        time.advance(Duration.ofSeconds(3));
        assertEquals(List.of("one", "two at 2000000000"), seen);
        assertEquals(3_000_000_000L, time.clock().nanos());
        assertFalse(time.step());
    }
}
