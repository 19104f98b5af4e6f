package io.ottla.replication.metadata;

import io.ottla.base.Check;
import io.ottla.base.OwnedBy;
import io.ottla.replication.change.Changes;
import io.ottla.replication.change.LogMark;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.change.TopicChange;
import io.ottla.replication.change.TopicChange.TopicCreated;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.LogPosition;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.batch.ControlRecords;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordCursor;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.compress.Decompressors;
import io.ottla.wire.stored.MetadataRecords;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Folds batches of metadata into an image. Holds back what stands in a metadata transaction that has not ended (KIP-868). */
@OwnedBy(OwnedBy.Owner.CREATOR)
final class ImageLoader {
    private static final int LONGEST_RUN = 10_000;

    private final RecordCursor records = new RecordCursor(new Decompressors());
    private final WireReader reader = new WireReader(WireReader.NO_BYTES);
    /** What the quorum of an Apache Kafka cluster keeps beside the records; we carry it from snapshot to snapshot. */
    private final Map<ControlRecords.Type, ByteBuffer> kept = new EnumMap<>(ControlRecords.Type.class);

    private ClusterImage image = ClusterImage.EMPTY;
    private @Nullable ClusterImage beforeTransaction;
    private LogPosition position = LogPosition.NOTHING;
    private @Nullable TopicCreated newTopic;
    /** Partitions of {@link #newTopic}, gathered so that the image takes the topic as a whole: most of a log is such. */
    private final List<PartitionImage> newPartitions = new ArrayList<>();

    /** Topics finished but not yet in the image. */
    private final List<TopicImage> newTopics = new ArrayList<>();

    /** Changes of partitions that are in the image, gathered for the same reason. */
    private final List<TopicChange.OfPartition> run = new ArrayList<>();

    /** Begins anew from an image, as after a snapshot. */
    void startFrom(ClusterImage newImage) {
        image = newImage;
        position = newImage.position();
        beforeTransaction = null;
        newTopic = null;
        newPartitions.clear();
        newTopics.clear();
        run.clear();
    }

    /**
     * Takes one batch.
     *
     * @throws MalformedMessage if a record cannot be read
     * @throws Check.BrokenInvariant if it makes no sense after those before it
     */
    void take(RecordBatch batch) {
        records.over(batch);
        while (records.next()) {
            if (batch.isControl()) {
                control();
            } else {
                apply(RecordReader.read(MetadataRecords.read(reader.reset(value()))));
            }
        }
        finishRun();
        position = new LogPosition(batch.nextOffset(), batch.leaderEpoch(), batch.maxTimestamp());
    }

    private ByteBuffer value() {
        ByteBuffer value = records.value();
        if (value == null) {
            throw new MalformedMessage("metadata record", "at offset " + records.offset() + " has no value");
        }
        return value;
    }

    private void control() {
        ByteBuffer key = records.key();
        if (key == null) {
            throw new MalformedMessage("control record", "at offset " + records.offset() + " has no key");
        }
        ControlRecords.type(key).ifPresent(type -> {
            if (type == ControlRecords.Type.KRAFT_VERSION || type == ControlRecords.Type.KRAFT_VOTERS) {
                kept.put(type, ByteBuffer.wrap(Check.present(records.copyOfValue(), "%s without a value", type)));
            }
        });
    }

    private void apply(MetadataChange change) {
        if (change instanceof TopicCreated created) {
            finishTopic();
            newTopic = created;
            return;
        }
        if (change instanceof TopicChange.PartitionSet set && belongsToNewTopic(set)) {
            newPartitions.add(set.partition());
            return;
        }
        if (change instanceof TopicChange || change instanceof LogMark) {
            finishTopics();
        }
        if (change instanceof TopicChange.OfPartition one) {
            run.add(one);
            if (run.size() >= LONGEST_RUN) {
                finishRun();
            }
            return;
        }
        finishRun();
        if (change instanceof LogMark.Begun) {
            beforeTransaction = image;
        } else if (change instanceof LogMark.Ended) {
            beforeTransaction = null;
        } else if (change instanceof LogMark.Aborted && beforeTransaction != null) {
            image = beforeTransaction;
            beforeTransaction = null;
        } else {
            image = change.applyTo(image);
        }
    }

    private boolean belongsToNewTopic(TopicChange.PartitionSet set) {
        return newTopic != null && newTopic.topicId().equals(set.topicId()) && newPartitions.size() == set.index();
    }

    private void finishTopic() {
        TopicCreated topic = newTopic;
        if (topic != null) {
            TopicImage whole = TopicImage.of(topic.topicId(), topic.name(), newPartitions);
            newTopics.add(whole);
            newTopic = null;
            newPartitions.clear();
        }
    }

    private void finishTopics() {
        finishTopic();
        if (!newTopics.isEmpty()) {
            image = image.withTopics(image.topics().withAll(newTopics));
            newTopics.clear();
        }
    }

    private void finishRun() {
        image = Changes.apply(image, run);
        run.clear();
    }

    /** What is committed and not part of an unfinished transaction; its position is that of the last batch all the same. */
    ClusterImage image() {
        finishTopics();
        return (beforeTransaction == null ? image : beforeTransaction).at(position);
    }

    boolean isInTransaction() {
        return beforeTransaction != null;
    }

    /** Control records that must not be lost, by type. */
    Map<ControlRecords.Type, ByteBuffer> kept() {
        return Map.copyOf(kept);
    }
}
