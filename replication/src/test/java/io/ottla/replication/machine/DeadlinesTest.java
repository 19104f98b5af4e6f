package io.ottla.replication.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Seeds;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private final Deadlines<String> deadlines = new Deadlines<>();

    @Test
    void nothing_is_due_before_its_time_nor_after_it_was_put_off_or_cleared() {
        deadlines.set("a", 10);
        deadlines.set("b", 10);
        deadlines.set("c", 10);
        deadlines.set("b", 20);
        deadlines.clear("c");
        assertNull(deadlines.poll(9));
        assertEquals("a", deadlines.poll(10));
        assertNull(deadlines.poll(19));
        assertEquals("b", deadlines.poll(20));
        assertNull(deadlines.poll(1000));
        assertEquals(Long.MAX_VALUE, deadlines.nextMs());
    }

    @Test
    void a_deadline_may_come_nearer() {
        deadlines.set("a", 100);
        deadlines.set("a", 5);
        assertEquals(5, deadlines.nextMs());
        assertEquals("a", deadlines.poll(5));
        assertNull(deadlines.poll(100));
    }

    @Test
    void everything_is_due_exactly_when_it_was_last_set() {
        Seeds.run(300, seed -> {
            var random = Seeds.random(seed);
            Map<String, Long> expected = new HashMap<>();
            var tried = new Deadlines<String>();
            long now = 0;
            for (int step = 0; step < 200; step++) {
                var key = "k" + random.nextInt(8);
                if (random.nextInt(5) == 0) {
                    tried.clear(key);
                    expected.remove(key);
                } else {
                    long due = now + random.nextInt(30);
                    tried.set(key, due);
                    expected.put(key, due);
                }
                now += random.nextInt(6);
                long at = now;
                for (var due = tried.poll(at); due != null; due = tried.poll(at)) {
                    assertTrue(expected.containsKey(due) && expected.get(due) <= at, due);
                    expected.remove(due);
                }
                assertTrue(expected.values().stream().allMatch(one -> one > at));
                assertEquals(expected.size(), tried.count());
            }
        });
    }
}
