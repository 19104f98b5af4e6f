package io.ottla.replication.partition;

import io.ottla.base.Check;
import io.ottla.base.OwnedBy;
import io.ottla.wire.TopicPartition;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Partitions whose directories are being taken away, and who waits for their names. Lives on the home loop. */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
final class Departures {
    private final Map<TopicPartition, Departure> byName = new HashMap<>();

    private static final class Departure {
        private int count;
        private @Nullable Partition successor;
    }

    boolean isLeaving(TopicPartition name) {
        return byName.containsKey(name);
    }

    /** {@code partition} is on its way out; {@link #gone} will follow. */
    void leaves(Partition partition) {
        Departure departure = byName.computeIfAbsent(partition.name(), name -> new Departure());
        departure.count++;
        departure.successor = null;
    }

    /** {@code born} has the name of one that leaves, perhaps: it may open once that is gone. */
    void succeeded(Partition born) {
        Departure departure = byName.get(born.name());
        if (departure != null) {
            departure.successor = born;
        }
    }

    void gone(TopicPartition name) {
        Departure departure = Check.present(byName.get(name), "%s went twice", name);
        if (--departure.count > 0) {
            return;
        }
        byName.remove(name);
        Partition successor = departure.successor;
        if (successor != null) {
            successor.loop().execute(successor::allowOpening);
        }
    }
}
