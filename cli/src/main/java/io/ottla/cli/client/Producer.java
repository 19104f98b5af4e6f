package io.ottla.cli.client;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.batch.RecordHeader;
import io.ottla.wire.compress.Compression;
import io.ottla.wire.message.topic.Metadata;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Writes records to one topic: collects them into batches, keeps several requests on their way to each leader, and sends
 * again what may be sent again. Keys go to partitions as Kafka's clients choose them; records without a key stay with one partition
 * for a batch.
 *
 * <p>Nothing happens in the background: who has nothing more to send for the moment calls {@link #flush}, or batches wait.
 */
@OwnedBy(CREATOR)
public final class Producer implements AutoCloseable {
    /** The overhead of a record in a batch, at most: length, attributes, timestamp, offset, two lengths, header count. */
    private static final int RECORD_OVERHEAD_BYTES = 36;
    /** How much more than the batch size may be collected because it will be compressed. */
    private static final double LARGEST_GAIN = 16;

    private final Cluster cluster;
    private final ProducerSettings settings;
    private final Random random = new Random();
    private final List<Lane> lanes;
    private final Deliveries deliveries;
    private int sticky;
    private double gain = 1;

    /**
     * Finds the topic, which the broker may create now.
     *
     * @throws ClientFailure if there is none after a while
     */
    public Producer(Cluster cluster, ProducerSettings settings, String topic, DeliveryListener listener) {
        this.cluster = cluster;
        this.settings = settings;
        var partitions = partitionsOf(cluster, topic);
        var identity = settings.idempotent() ? ProducerIdentity.obtain(cluster) : ProducerIdentity.NONE;
        lanes = partitions.stream()
                .map(index -> new Lane(new TopicPartition(topic, index), settings.compressor(), identity))
                .toList();
        deliveries = new Deliveries(cluster, settings, listener, lanes);
        sticky = random.nextInt(lanes.size());
    }

    private static List<Integer> partitionsOf(Cluster cluster, String topic) {
        var patience = cluster.patience();
        while (true) {
            var found = cluster.metadata(List.of(topic), true).topics().get(0);
            var error = ErrorCode.of(found.errorCode());
            if (error == ErrorCode.NONE && !found.partitions().isEmpty()) {
                return found.partitions().stream()
                        .map(Metadata.Partition::partitionIndex)
                        .sorted()
                        .toList();
            }
            var mayCome = error == ErrorCode.NONE || error.retriable();
            if (!mayCome || !patience.pause()) {
                throw new BrokerRefused(error, "topic " + topic + " cannot be written to: " + error.message());
            }
        }
    }

    /** Adds a record of this moment. Buffers are read from position to limit and may be reused afterwards. May wait for the brokers. */
    public void send(@Nullable ByteBuffer key, @Nullable ByteBuffer value, List<RecordHeader> headers) {
        send(cluster.clock().wallMs(), key, value, headers);
    }

    /**
     * As {@link #send(ByteBuffer, ByteBuffer, List)}, with a time of its own.
     *
     * @return the partition
     */
    public int send(
            long timestampMs, @Nullable ByteBuffer key, @Nullable ByteBuffer value, List<RecordHeader> headers) {
        var lane = lanes.get(key == null ? sticky : Murmur2.partition(key, lanes.size()));
        var builder = lane.filling();
        if (builder != null && builder.sizeInBytes() + upperBound(key, value, headers) > sizeLimit()) {
            sealAndSend(lane, builder.sizeInBytes());
            if (key == null) {
                sticky = random.nextInt(lanes.size());
                lane = lanes.get(sticky);
            }
            builder = lane.filling();
        }
        if (builder == null) {
            builder = lane.startFilling(cluster.clock().nanos());
        }
        builder.append(timestampMs, key, value, headers);
        return lane.partition().partition();
    }

    private int sizeLimit() {
        return (int) (settings.batchBytes() * gain);
    }

    private static int upperBound(@Nullable ByteBuffer key, @Nullable ByteBuffer value, List<RecordHeader> headers) {
        var bytes = RECORD_OVERHEAD_BYTES + size(key) + size(value);
        for (var header : headers) {
            bytes += 2 * Integer.BYTES + 3 * header.key().length() + size(header.value());
        }
        return bytes;
    }

    private static int size(@Nullable ByteBuffer field) {
        return field == null ? 0 : field.remaining();
    }

    private void sealAndSend(Lane lane, int looseBytes) {
        seal(lane, looseBytes);
        deliveries.pump(false);
    }

    private void seal(Lane lane, int looseBytes) {
        var deadline = cluster.clock().nanos() + settings.deliveryTimeout().toNanos();
        var bytes = lane.seal(deadline);
        if (settings.compressor().compression() != Compression.NONE) {
            gain = Math.max(1, Math.min(LARGEST_GAIN, 0.9 * looseBytes / bytes));
        }
    }

    /** Sends what is being collected for longer than linger.ms, and hears of what has arrived. Waits only if too much is on its way. */
    public void tick() {
        var now = cluster.clock().nanos();
        for (var lane : lanes) {
            var builder = lane.filling();
            if (builder != null
                    && now - lane.fillingSinceNanos() >= settings.linger().toNanos()) {
                seal(lane, builder.sizeInBytes());
            }
        }
        deliveries.pump(false);
        deliveries.takeArrived();
    }

    /** Sends what was collected; waits only if too much is on its way. */
    public void flush() {
        for (var lane : lanes) {
            var builder = lane.filling();
            if (builder != null) {
                seal(lane, builder.sizeInBytes());
            }
        }
        deliveries.pump(false);
    }

    /** Sends what was collected and waits until all of it is acknowledged or given up. */
    public void drain() {
        flush();
        deliveries.pump(true);
    }

    /** How many records are acknowledged. */
    public long acknowledged() {
        return deliveries.acknowledged();
    }

    @Override
    public void close() {
        drain();
    }
}
