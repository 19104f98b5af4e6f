package io.ottla.cli.client;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import io.ottla.wire.batch.Batches;
import io.ottla.wire.batch.RecordBatch;
import io.ottla.wire.batch.RecordCursor;
import io.ottla.wire.codec.BytesPayload;
import io.ottla.wire.compress.Decompressors;
import io.ottla.wire.message.data.Fetch;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads partitions from given offsets on, without a group. While records of one answer are handed out, the next request to
 * that broker is on its way already.
 */
@OwnedBy(CREATOR)
public final class Fetcher {
    private static final int CONSUMER = -1;
    private static final int NO_SESSION = 0;
    private static final int NO_SESSION_EPOCH = -1;
    /** The last version of Fetch that names topics. */
    private static final int NEWEST_BY_NAME = 12;

    private final Cluster cluster;
    private final FetchSettings settings;
    private final long resetTo;
    /** In the order in which partitions are asked for: those that gave something last come last. */
    private final LinkedHashMap<TopicPartition, Long> positions = new LinkedHashMap<>();

    /** Where those that were handed out end; behind {@link #positions} while an answer is being handed out. */
    private final Map<TopicPartition, Consumed> consumed = new HashMap<>();

    private final Map<TopicPartition, Integer> leaders = new HashMap<>();
    private final Map<Integer, Connection.Pending<Fetch.Response>> onTheirWay = new TreeMap<>();
    private final RecordCursor cursor;
    private final Batches batches = new Batches();
    private Patience pauses;
    private boolean mustPause;
    private boolean stopped;

    /**
     * Up to where a partition was handed out.
     *
     * @param nextOffset exclusive
     * @param leaderEpoch of the last batch, -1 if nothing was handed out yet
     */
    public record Consumed(long nextOffset, int leaderEpoch) {}

    /** @param resetTo where to go on if an offset does not exist: {@link OffsetLookup#EARLIEST} or LATEST */
    public Fetcher(Cluster cluster, FetchSettings settings, long resetTo) {
        this.cluster = cluster;
        this.settings = settings;
        this.resetTo = resetTo;
        cursor = new RecordCursor(new Decompressors());
        pauses = freshPauses();
    }

    private Patience freshPauses() {
        return new Patience(
                cluster.clock(), Duration.ofDays(1), cluster.settings().retryBackoff());
    }

    /** Adds a partition, to be read from this offset on. */
    public void assign(TopicPartition partition, long offset) {
        positions.put(partition, offset);
        consumed.put(partition, new Consumed(offset, -1));
    }

    /** Takes a partition out. What of it is on its way is dropped. */
    public void unassign(TopicPartition partition) {
        positions.remove(partition);
        consumed.remove(partition);
        leaders.remove(partition);
    }

    /** Up to where each partition was handed out. */
    public Map<TopicPartition, Consumed> consumed() {
        return Map.copyOf(consumed);
    }

    /** The partitions being read. */
    public Set<TopicPartition> assigned() {
        return Set.copyOf(positions.keySet());
    }

    /** Where the next record of this partition is expected; -1 if it is not being read. */
    public long position(TopicPartition partition) {
        return positions.getOrDefault(partition, -1L);
    }

    /**
     * Asks every leader once and hands out what came. Stops handing out when the sink has enough.
     *
     * @param longestWaitMs how long the brokers may wait for something to read
     * @return how many records were handed out
     */
    public int poll(int longestWaitMs, RecordSink sink) {
        pauseIfHurt();
        var waitMs = Math.min(longestWaitMs, settings.maxWaitMs());
        for (var leader : byLeader().entrySet()) {
            if (!onTheirWay.containsKey(leader.getKey())) {
                ask(leader.getKey(), leader.getValue(), waitMs);
            }
        }
        if (onTheirWay.isEmpty() && !mustPause) {
            mustPause = true;
        }
        var count = 0;
        for (var node : List.copyOf(onTheirWay.keySet())) {
            count += stopped ? 0 : take(node, sink);
        }
        return count;
    }

    private void pauseIfHurt() {
        if (mustPause) {
            mustPause = false;
            leaders.clear();
            pauses.pause();
        }
    }

    private Map<Integer, List<TopicPartition>> byLeader() {
        if (!leaders.keySet().containsAll(positions.keySet())) {
            try {
                Leaders.of(cluster, positions.keySet()).byNode().forEach((node, led) -> {
                    led.forEach(partition -> leaders.put(partition, node));
                });
            } catch (Unreachable e) {
                mustPause = true;
            }
        }
        var byLeader = new TreeMap<Integer, List<TopicPartition>>();
        for (var partition : positions.keySet()) {
            var leader = leaders.get(partition);
            if (leader == null) {
                mustPause = true;
            } else {
                byLeader.computeIfAbsent(leader, unused -> new ArrayList<>()).add(partition);
            }
        }
        return byLeader;
    }

    private void ask(int node, List<TopicPartition> partitions, int waitMs) {
        var byTopic = new LinkedHashMap<String, List<Fetch.Partition>>();
        for (var partition : partitions) {
            byTopic.computeIfAbsent(partition.topic(), unused -> new ArrayList<>())
                    .add(new Fetch.Partition(
                            partition.partition(),
                            -1,
                            position(partition),
                            -1,
                            -1,
                            settings.partitionBytes(),
                            Uuid.ZERO,
                            Long.MAX_VALUE));
        }
        var topics = byTopic.entrySet().stream()
                .map(topic -> new Fetch.Topic(topic.getKey(), Uuid.ZERO, topic.getValue()))
                .toList();
        var request = new Fetch.Request(
                null,
                CONSUMER,
                new Fetch.ReplicaState(-1, -1),
                waitMs,
                settings.minBytes(),
                settings.maxBytes(),
                settings.isolation().code(),
                NO_SESSION,
                NO_SESSION_EPOCH,
                topics,
                List.of(),
                "");
        try {
            onTheirWay.put(node, cluster.node(node).send(request, NEWEST_BY_NAME));
        } catch (Unreachable e) {
            broken(node);
        }
    }

    private void broken(int node) {
        cluster.forget(node);
        onTheirWay.remove(node);
        mustPause = true;
    }

    private int take(int node, RecordSink sink) {
        var pending = onTheirWay.remove(node);
        if (pending == null) {
            return 0;
        }
        Fetch.Response answer;
        try {
            answer = cluster.node(node).await(pending);
        } catch (Unreachable e) {
            broken(node);
            return 0;
        }
        BrokerRefused.unlessNone(answer.errorCode(), null);
        var pieces = new ArrayList<Piece>();
        for (var topic : answer.responses()) {
            for (var data : topic.partitions()) {
                look(new TopicPartition(topic.topic(), data.partitionIndex()), data, pieces);
            }
        }
        if (!pieces.isEmpty()) {
            pauses = freshPauses();
            var again = byLeader().get(node);
            if (again != null) {
                ask(node, again, settings.maxWaitMs());
            }
        }
        var count = 0;
        for (var piece : pieces) {
            count += stopped ? 0 : handOut(piece, sink);
        }
        return count;
    }

    /**
     * Batches of one partition.
     *
     * @param from the first offset that is wanted
     */
    private record Piece(TopicPartition partition, ByteBuffer bytes, long from, AbortedFilter aborted) {}

    /** Notes what came for a partition, and where to go on reading. */
    private void look(TopicPartition partition, Fetch.PartitionData data, List<Piece> pieces) {
        var from = positions.get(partition);
        if (from == null) {
            return;
        }
        var error = ErrorCode.of(data.errorCode());
        if (error == ErrorCode.OFFSET_OUT_OF_RANGE) {
            reset(partition);
        } else if (error.retriable()) {
            mustPause = true;
        } else if (error != ErrorCode.NONE) {
            throw new BrokerRefused(error, partition + " cannot be read: " + error.message());
        } else if (data.records() instanceof BytesPayload payload && payload.sizeInBytes() > 0) {
            var next = nextOffset(payload.bytes());
            if (next > from) {
                var isCommitted = settings.isolation() == Isolation.READ_COMMITTED;
                var aborted = new AbortedFilter(isCommitted ? data.abortedTransactions() : null);
                pieces.add(new Piece(partition, payload.bytes(), from, aborted));
                positions.remove(partition);
                positions.put(partition, next);
            }
        }
    }

    private long nextOffset(ByteBuffer bytes) {
        var next = -1L;
        batches.over(bytes);
        while (batches.next()) {
            next = batches.batch().nextOffset();
        }
        return next;
    }

    private void reset(TopicPartition partition) {
        var found = new OffsetLookup(cluster, settings.isolation())
                .find(List.of(partition), resetTo)
                .get(partition);
        if (found == null || found.error() != ErrorCode.NONE) {
            mustPause = true;
        } else {
            positions.put(partition, found.offset());
            consumed.put(partition, new Consumed(found.offset(), -1));
        }
    }

    private int handOut(Piece piece, RecordSink sink) {
        var count = 0;
        batches.over(piece.bytes());
        while (!stopped && batches.next()) {
            var batch = batches.batch();
            if (settings.verify() && !batch.crcMatches()) {
                throw new ClientFailure(piece.partition() + ": the batch at offset " + batch.baseOffset()
                        + " is damaged: its checksum is wrong");
            }
            if (batch.lastOffset() >= piece.from() && piece.aborted().shows(batch, cursor)) {
                count += handOut(piece, batch, sink);
            }
            if (!stopped && batch.nextOffset() > piece.from()) {
                consumed.put(piece.partition(), new Consumed(batch.nextOffset(), batch.leaderEpoch()));
            }
        }
        return count;
    }

    private int handOut(Piece piece, RecordBatch batch, RecordSink sink) {
        var count = 0;
        try {
            cursor.over(batch);
            while (!stopped && cursor.next()) {
                if (cursor.offset() >= piece.from()) {
                    stopped = !sink.accept(new FetchedRecord(
                            piece.partition().topic(),
                            piece.partition().partition(),
                            cursor.offset(),
                            cursor.timestamp(),
                            batch.timestampType(),
                            batch.leaderEpoch(),
                            cursor.key(),
                            cursor.value(),
                            cursor.headers()));
                    count++;
                    if (stopped) {
                        consumed.put(piece.partition(), new Consumed(cursor.offset() + 1, batch.leaderEpoch()));
                    }
                }
            }
        } catch (MalformedMessage e) {
            throw new ClientFailure(
                    piece.partition() + ": the batch at offset " + batch.baseOffset() + " cannot be read: "
                            + e.getMessage(),
                    e);
        }
        return count;
    }
}
