package io.ottla.cli.client;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.Check;
import io.ottla.base.OwnedBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a caller of {@link Producer} remembers of each record until it hears what has become of it. */
@OwnedBy(CREATOR)
public final class Outstanding<T> {
    private final Map<Integer, Ring<T>> byPartition = new HashMap<>();

    /** The next record of this partition was sent. */
    public void sent(int partition, T memory) {
        byPartition.computeIfAbsent(partition, unused -> new Ring<>()).add(memory);
    }

    /** Something was heard of these: what was remembered of them, in order. It is forgotten now. */
    public List<T> heard(DeliveryListener.Records records) {
        var ring = Check.present(
                byPartition.get(records.partition().partition()), "nothing was sent to %s", records.partition());
        var memories = new ArrayList<T>(records.count());
        for (int i = 0; i < records.count(); i++) {
            memories.add(ring.take(records.first() + i));
        }
        ring.forgetTaken();
        return memories;
    }

    /** Records by their numbers, {@code [base, base + size)}; nearly always taken in order. */
    private static final class Ring<T> {
        private @Nullable Object[] items = new Object[1 << 10];
        private long base;
        private int size;

        void add(T item) {
            if (size == items.length) {
                grow();
            }
            items[at(base + size++)] = item;
        }

        private int at(long number) {
            return (int) (number & (items.length - 1));
        }

        private void grow() {
            var old = items;
            items = new Object[2 * old.length];
            for (long number = base; number < base + size; number++) {
                items[at(number)] = old[(int) (number & (old.length - 1))];
            }
        }

        @SuppressWarnings("unchecked")
        T take(long number) {
            Check.that(number >= base && number < base + size, "record %d is not outstanding", number);
            var item = Check.present(items[at(number)], "record %s was heard of before", number);
            items[at(number)] = null;
            return (T) item;
        }

        void forgetTaken() {
            while (size > 0 && items[at(base)] == null) {
                base++;
                size--;
            }
        }
    }
}
