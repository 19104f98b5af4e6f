package io.ottla.replication.partition;

import io.ottla.wire.Uuid;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The partitions of one topic that are on this broker, by number; a hole is on other brokers only. Immutable. */
final class HostedTopic {
    private final Uuid id;
    private final String name;
    private final @Nullable PartitionRef[] refs;

    private HostedTopic(Uuid id, String name, @Nullable PartitionRef[] refs) {
        this.id = id;
        this.name = name;
        this.refs = refs;
    }

    static HostedTopic none(Uuid id, String name) {
        return new HostedTopic(id, name, new @Nullable PartitionRef[0]);
    }

    Uuid id() {
        return id;
    }

    String name() {
        return name;
    }

    int size() {
        return refs.length;
    }

    @Nullable
    PartitionRef find(int index) {
        return index >= 0 && index < refs.length ? refs[index] : null;
    }

    boolean isEmpty() {
        for (PartitionRef ref : refs) {
            if (ref != null) {
                return false;
            }
        }
        return true;
    }

    /** A copy of the table, to be changed and given to {@link #with}. */
    @Nullable
    PartitionRef[] table(int size) {
        return Arrays.copyOf(refs, size);
    }

    HostedTopic with(@Nullable PartitionRef[] table) {
        return new HostedTopic(id, name, table);
    }
}
