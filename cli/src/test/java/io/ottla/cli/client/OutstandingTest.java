package io.ottla.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ottla.wire.TopicPartition;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutstandingTest {
    private final Outstanding<Integer> outstanding = new Outstanding<>();

    private List<Integer> heard(long first, int count) {
        return outstanding.heard(new DeliveryListener.Records(new TopicPartition("t", 0), first, count));
    }

    private void send(int from, int to) {
        IntStream.range(from, to).forEach(i -> outstanding.sent(0, i));
    }

    @Test
    void what_was_remembered_comes_back_in_order_also_of_very_many() {
        send(0, 5000);
        assertEquals(IntStream.range(0, 3000).boxed().toList(), heard(0, 3000));
        send(5000, 9000);
        assertEquals(IntStream.range(3000, 9000).boxed().toList(), heard(3000, 6000));
    }

    @Test
    void records_behind_others_may_be_heard_of_first() {
        send(0, 10);
        assertEquals(List.of(5, 6), heard(5, 2));
        assertEquals(List.of(0, 1, 2, 3, 4), heard(0, 5));
        assertEquals(List.of(7, 8, 9), heard(7, 3));
    }

    @Test
    void nothing_is_heard_of_twice() {
        send(0, 3);
        heard(1, 1);
        assertThrows(RuntimeException.class, () -> heard(1, 1));
    }
}
