package io.ottla.replication.image;

import io.ottla.wire.Uuid;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** One topic with its partitions, which are numbered from 0 without gaps. Immutable. */
public final class TopicImage {
    private final Uuid id;
    private final String name;
    /** By partition number. A hole can exist only while a snapshot is being read. Never changed once here. */
    private final @Nullable PartitionImage[] partitions;

    private TopicImage(Uuid id, String name, @Nullable PartitionImage[] partitions) {
        this.id = id;
        this.name = name;
        this.partitions = partitions;
    }

    /** A topic that has no partitions yet. */
    public static TopicImage of(Uuid id, String name) {
        return new TopicImage(id, name, new @Nullable PartitionImage[0]);
    }

    /** A topic with these partitions, numbered from 0. */
    public static TopicImage of(Uuid id, String name, List<PartitionImage> partitions) {
        return new TopicImage(id, name, partitions.toArray(new @Nullable PartitionImage[0]));
    }

    public Uuid id() {
        return id;
    }

    public String name() {
        return name;
    }

    public int partitionCount() {
        return partitions.length;
    }

    /** The partition numbered {@code index}; null if there is none. */
    public @Nullable PartitionImage partition(int index) {
        return index >= 0 && index < partitions.length ? partitions[index] : null;
    }

    /** All partitions in order, as a view without a copy. */
    public List<PartitionImage> partitions() {
        return new Partitions();
    }

    /** This topic with partition {@code index} set, added when it is new. */
    public TopicImage with(int index, PartitionImage partition) {
        @Nullable PartitionImage[] copy = Arrays.copyOf(partitions, Math.max(partitions.length, index + 1));
        copy[index] = partition;
        return new TopicImage(id, name, copy);
    }

    /** This topic, to be changed at several places at once. */
    public Draft draft() {
        return new Draft(this);
    }

    /** A topic on its way to the next image. Belongs to whoever made it. */
    public static final class Draft {
        private final TopicImage before;
        private @Nullable PartitionImage[] partitions;
        private int count;

        private Draft(TopicImage before) {
            this.before = before;
            this.partitions = before.partitions.clone();
            this.count = partitions.length;
        }

        public String name() {
            return before.name;
        }

        /** The partition as it is by now; null if there is none. */
        public @Nullable PartitionImage partition(int index) {
            return index >= 0 && index < count ? partitions[index] : null;
        }

        /** Sets a partition, added when it is new. */
        public void set(int index, PartitionImage partition) {
            if (index >= partitions.length) {
                partitions = Arrays.copyOf(partitions, Math.max(index + 1, partitions.length * 2));
            }
            partitions[index] = partition;
            count = Math.max(count, index + 1);
        }

        /** The topic with all that was set; the draft is not used any more. */
        public TopicImage done() {
            return new TopicImage(
                    before.id, before.name, count == partitions.length ? partitions : Arrays.copyOf(partitions, count));
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TopicImage that
                && id.equals(that.id)
                && name.equals(that.name)
                && Arrays.equals(partitions, that.partitions);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "TopicImage[" + name + " " + id + " " + Arrays.toString(partitions) + "]";
    }

    private final class Partitions extends AbstractList<PartitionImage> implements RandomAccess {
        @Override
        public PartitionImage get(int index) {
            PartitionImage partition = partitions[index];
            if (partition == null) {
                throw new IllegalStateException("topic " + name + " has no partition " + index);
            }
            return partition;
        }

        @Override
        public int size() {
            return partitions.length;
        }
    }
}
