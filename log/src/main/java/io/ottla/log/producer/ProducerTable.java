package io.ottla.log.producer;

import io.ottla.base.OwnedBy;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Producer states by producer id: open addressing, so that a look-up on the way of an append makes no garbage. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class ProducerTable {
    private static final int SMALLEST = 4;

    private @Nullable ProducerState[] slots = new ProducerState[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    @Nullable
    ProducerState get(long producerId) {
        var mask = slots.length - 1;
        for (var at = hash(producerId) & mask; ; at = (at + 1) & mask) {
            var state = slots[at];
            if (state == null || state.producerId() == producerId) {
                return state;
            }
        }
    }

    /** Adds a producer that is not there. */
    void add(ProducerState state) {
        if ((size + 1) * 3 > slots.length * 2) {
            rehash(slots.length * 2, any -> true);
        }
        put(state);
    }

    /** Keeps those that fit. */
    void retain(Predicate<ProducerState> kept) {
        var anyLost = false;
        for (var state : slots) {
            anyLost |= state != null && !kept.test(state);
        }
        if (anyLost) {
            rehash(slots.length, kept);
        }
    }

    void forEach(Consumer<ProducerState> action) {
        for (var state : slots) {
            if (state != null) {
                action.accept(state);
            }
        }
    }

    void clear() {
        slots = new ProducerState[SMALLEST];
        size = 0;
    }

    private void rehash(int room, Predicate<ProducerState> kept) {
        var old = slots;
        slots = new ProducerState[room];
        size = 0;
        for (var state : old) {
            if (state != null && kept.test(state)) {
                put(state);
            }
        }
    }

    private void put(ProducerState state) {
        var mask = slots.length - 1;
        var at = hash(state.producerId()) & mask;
        while (slots[at] != null) {
            at = (at + 1) & mask;
        }
        slots[at] = state;
        size++;
    }

    private static int hash(long producerId) {
        var mixed = producerId * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }
}
