package io.ottla.cli.client;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.Check;
import io.ottla.base.OwnedBy;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.BytesPayload;
import io.ottla.wire.message.data.Produce;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Carries the batches of lanes to their leaders: which goes when, what an answer means, and what happens when none comes. */
@OwnedBy(CREATOR)
final class Deliveries {
    /** Kafka's producer keeps as many on their way, and brokers remember as many batches to recognise repetitions. */
    private static final int REQUESTS_PER_LEADER = 5;
    /** The last version of Produce that names topics. */
    private static final int NEWEST_BY_NAME = 12;

    private final Cluster cluster;
    private final ProducerSettings settings;
    private final DeliveryListener listener;
    private final Map<TopicPartition, Lane> lanes = new HashMap<>();
    private final Map<TopicPartition, Integer> leaders = new HashMap<>();
    private final Map<Integer, ArrayDeque<Sent>> onTheirWay = new TreeMap<>();
    private long acknowledged;
    private boolean mustPause;
    private Patience pauses;
    private @Nullable ClientFailure outage;

    /** A request on its way. */
    private record Sent(Connection.Pending<Produce.Response> pending, Map<TopicPartition, Lane.Batch> batches) {}

    Deliveries(Cluster cluster, ProducerSettings settings, DeliveryListener listener, List<Lane> lanes) {
        this.cluster = cluster;
        this.settings = settings;
        this.listener = listener;
        lanes.forEach(lane -> this.lanes.put(lane.partition(), lane));
        pauses = freshPauses();
    }

    private Patience freshPauses() {
        return new Patience(
                cluster.clock(), Duration.ofDays(1), cluster.settings().retryBackoff());
    }

    /** How many records the brokers have confirmed. */
    long acknowledged() {
        return acknowledged;
    }

    /** Sends all that waits; with {@code untilIdle} also waits for all answers. */
    void pump(boolean untilIdle) {
        while (true) {
            for (var lane : lanes.values()) {
                if (lane.needsRewrite()) {
                    lane.rewrite(settings.idempotent() ? ProducerIdentity.obtain(cluster) : ProducerIdentity.NONE);
                }
            }
            if (untilIdle ? lanes.values().stream().allMatch(Lane::isIdle) : nothingWaits()) {
                return;
            }
            if (!sendReady()) {
                awaitOldest();
            }
        }
    }

    private boolean nothingWaits() {
        return lanes.values().stream().noneMatch(lane -> lane.isReady() || lane.isTurningAround());
    }

    /** Sends one request to each leader that has room and something to get. False if there is none. */
    private boolean sendReady() {
        if (mustPause) {
            mustPause = false;
            leaders.clear();
            pauses.pause();
        }
        var ready = new TreeMap<Integer, List<Lane>>();
        for (var lane : lanes.values()) {
            giveUpWhatIsOver(lane);
            if (lane.isReady()) {
                var leader = leaderOf(lane.partition());
                if (leader >= 0 && sentTo(leader).size() < REQUESTS_PER_LEADER) {
                    ready.computeIfAbsent(leader, unused -> new ArrayList<>()).add(lane);
                }
            }
        }
        ready.forEach(this::send);
        return !ready.isEmpty() || mustPause;
    }

    private void giveUpWhatIsOver(Lane lane) {
        while (lane.isReady()) {
            var batch = lane.next();
            var late = cluster.clock().nanos() - batch.deadlineNanos() > 0;
            if (!late && batch.tries() <= settings.retries()) {
                return;
            }
            var why = batch.lastError() == ErrorCode.NONE ? outage : new BrokerRefused(batch.lastError(), null);
            var tried = late ? " within " + settings.deliveryTimeout().toMillis() + " ms" : "";
            giveUp(
                    lane,
                    lane.depart(),
                    new ClientFailure("not written" + tried + ": " + (why == null ? "" : why.line())));
        }
    }

    private void giveUp(Lane lane, Lane.Batch batch, ClientFailure why) {
        lane.givenUp();
        listener.refused(records(lane.partition(), batch), why);
    }

    private static DeliveryListener.Records records(TopicPartition partition, Lane.Batch batch) {
        return new DeliveryListener.Records(partition, batch.first(), batch.records());
    }

    /** -1 if there is none now. */
    private int leaderOf(TopicPartition partition) {
        if (!leaders.containsKey(partition)) {
            try {
                Leaders.of(cluster, lanes.keySet()).byNode().forEach((node, led) -> {
                    led.forEach(each -> leaders.put(each, node));
                });
            } catch (Unreachable e) {
                hurt(e);
            }
            if (!leaders.containsKey(partition)) {
                leaders.put(partition, -1);
                mustPause = true;
            }
        }
        return leaders.getOrDefault(partition, -1);
    }

    /** Something has gone wrong that may pass: not so fast, and look for the leaders again. */
    private void hurt(ClientFailure why) {
        mustPause = true;
        if (outage == null) {
            listener.delayed(why);
        }
        outage = why;
    }

    private ArrayDeque<Sent> sentTo(int node) {
        return onTheirWay.computeIfAbsent(node, unused -> new ArrayDeque<>());
    }

    private void send(int leader, List<Lane> ready) {
        var batches = new HashMap<TopicPartition, Lane.Batch>();
        var byTopic = new TreeMap<String, List<Produce.PartitionData>>();
        var bytes = 0;
        for (var lane : ready) {
            var size = lane.next().bytes().remaining();
            if (bytes > 0 && bytes + size > settings.requestBytes()) {
                break;
            }
            bytes += size;
            var batch = lane.depart();
            batches.put(lane.partition(), batch);
            byTopic.computeIfAbsent(lane.partition().topic(), unused -> new ArrayList<>())
                    .add(new Produce.PartitionData(lane.partition().partition(), new BytesPayload(batch.bytes())));
        }
        var topics = byTopic.entrySet().stream()
                .map(topic -> new Produce.TopicData(topic.getKey(), Uuid.ZERO, topic.getValue()))
                .toList();
        var timeoutMs = Math.toIntExact(settings.ackTimeout().toMillis());
        var request = new Produce.Request(null, settings.acks(), timeoutMs, topics);
        try {
            if (settings.acks() == 0) {
                cluster.node(leader).sendUnanswered(request, NEWEST_BY_NAME);
                batches.forEach((partition, batch) -> written(partition, batch, -1));
            } else {
                sentTo(leader).add(new Sent(cluster.node(leader).send(request, NEWEST_BY_NAME), batches));
            }
        } catch (Unreachable e) {
            salvage(leader, e);
            comeBack(batches, ErrorCode.NETWORK_EXCEPTION);
        }
    }

    private void written(TopicPartition partition, Lane.Batch batch, long baseOffset) {
        acknowledged += batch.records();
        listener.written(records(partition, batch), baseOffset);
        lane(partition).arrived();
        outage = null;
        pauses = freshPauses();
    }

    private Lane lane(TopicPartition partition) {
        return Check.present(lanes.get(partition), "no lane for %s", partition);
    }

    private void comeBack(Map<TopicPartition, Lane.Batch> batches, ErrorCode error) {
        batches.forEach((partition, batch) -> lane(partition).comeBack(batch, error));
    }

    /** Nothing more can be sent to a leader: what it has answered before counts, the rest of what was on its way comes back. */
    private void salvage(int leader, Unreachable why) {
        var sent = sentTo(leader);
        try {
            if (!sent.isEmpty()) {
                cluster.node(leader).expectNothingNew();
            }
            while (!sent.isEmpty()) {
                var answer = cluster.node(leader).await(sent.element().pending());
                take(answer, sent.remove());
            }
        } catch (Unreachable noMore) {
            // That was all.
        }
        broken(leader, why);
    }

    /** The connection to a leader broke: all that was on its way there comes back. */
    private void broken(int leader, Unreachable why) {
        cluster.forget(leader);
        for (var sent = sentTo(leader).poll();
                sent != null;
                sent = sentTo(leader).poll()) {
            comeBack(sent.batches(), ErrorCode.NETWORK_EXCEPTION);
        }
        hurt(why);
    }

    /** Waits for one answer, if one is to come. */
    private void awaitOldest() {
        for (var node : onTheirWay.entrySet()) {
            var sent = node.getValue().peek();
            if (sent != null) {
                try {
                    var answer = cluster.node(node.getKey()).await(sent.pending());
                    node.getValue().remove();
                    take(answer, sent);
                } catch (Unreachable e) {
                    broken(node.getKey(), e);
                }
                return;
            }
        }
    }

    /** Takes the answers that have come already. */
    void takeArrived() {
        for (var node : onTheirWay.entrySet()) {
            try {
                for (var sent = node.getValue().peek();
                        sent != null && cluster.node(node.getKey()).isAnswered(sent.pending(), 0);
                        sent = node.getValue().peek()) {
                    take(
                            cluster.node(node.getKey()).await(sent.pending()),
                            node.getValue().remove());
                }
            } catch (Unreachable e) {
                broken(node.getKey(), e);
            }
        }
    }

    private void take(Produce.Response answer, Sent sent) {
        var left = new HashMap<>(sent.batches());
        for (var topic : answer.responses()) {
            for (var result : topic.partitionResponses()) {
                var partition = new TopicPartition(topic.name(), result.index());
                var batch = left.remove(partition);
                if (batch != null) {
                    take(lane(partition), batch, result);
                }
            }
        }
        comeBack(left, ErrorCode.UNKNOWN_SERVER_ERROR);
    }

    private void take(Lane lane, Lane.Batch batch, Produce.PartitionResponse result) {
        var error = ErrorCode.of(result.errorCode());
        var numbersDisagree = error == ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER
                || error == ErrorCode.UNKNOWN_PRODUCER_ID
                || error == ErrorCode.INVALID_PRODUCER_EPOCH;
        if (error == ErrorCode.NONE || error == ErrorCode.DUPLICATE_SEQUENCE_NUMBER) {
            written(lane.partition(), batch, result.baseOffset());
        } else if (error == ErrorCode.MESSAGE_TOO_LARGE && batch.records() > 1) {
            lane.comeBackTooLarge(batch);
        } else if (numbersDisagree && lane.isTurningAround()) {
            lane.comeBack(batch, error);
        } else if (error.retriable()) {
            lane.comeBack(batch, error);
            hurt(new BrokerRefused(error, lane.partition() + ": " + error.message()));
        } else if (numbersDisagree && batch.tries() > 0) {
            var unknown = "sent twice, as no answer came; whether they were written is not known: ";
            giveUp(lane, batch, new ClientFailure(unknown + reason(error, result)));
        } else {
            giveUp(lane, batch, new BrokerRefused(error, reason(error, result)));
        }
    }

    private static String reason(ErrorCode error, Produce.PartitionResponse result) {
        var said = result.errorMessage();
        if (said == null && !result.recordErrors().isEmpty()) {
            said = result.recordErrors().get(0).batchIndexErrorMessage();
        }
        return said == null ? String.valueOf(error.message()) : said;
    }
}
