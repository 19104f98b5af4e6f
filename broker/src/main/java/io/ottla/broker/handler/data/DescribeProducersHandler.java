package io.ottla.broker.handler.data;

import io.ottla.broker.handler.Gathering;
import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.Leaders;
import io.ottla.broker.handler.RequestContext;
import io.ottla.broker.handler.topic.TopicNames;
import io.ottla.replication.partition.Partitions;
import io.ottla.replication.partition.request.ProducersFound;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.data.DescribeProducers.PartitionResponse;
import io.ottla.wire.message.data.DescribeProducers.ProducerState;
import io.ottla.wire.message.data.DescribeProducers.Request;
import io.ottla.wire.message.data.DescribeProducers.Response;
import io.ottla.wire.message.data.DescribeProducers.TopicResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Tells the idempotent and transactional producers that partitions remember (KIP-664). */
public final class DescribeProducersHandler implements Handler<Request, Response> {
    private static final ProducersFound FAILED = ProducersFound.refused(ErrorCode.UNKNOWN_SERVER_ERROR);

    private final Partitions partitions;
    private final Leaders leaders;

    public DescribeProducersHandler(Partitions partitions, Leaders leaders) {
        this.partitions = partitions;
        this.leaders = leaders;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        Map<TopicPartition, ProducersFound> found = new HashMap<>();
        var gathering = new Gathering(
                context.loop(), () -> context.reply(shape(request, name -> found.getOrDefault(name, FAILED))));
        for (var topic : request.topics()) {
            for (int index : topic.partitionIndexes()) {
                var name = new TopicPartition(topic.name(), index);
                var partition = partitions.find(name.topic(), index);
                if (!TopicNames.isValid(name.topic())) {
                    found.put(name, ProducersFound.refused(ErrorCode.INVALID_TOPIC_EXCEPTION));
                } else if (partition == null) {
                    found.put(name, ProducersFound.refused(leaders.whyNotHere(name.topic(), index)));
                } else {
                    gathering.await(partition.producers(), FAILED, producers -> found.put(name, producers));
                }
            }
        }
        gathering.allAsked();
    }

    private static Response shape(Request request, Function<TopicPartition, ProducersFound> answer) {
        var topics = new ArrayList<TopicResponse>(request.topics().size());
        for (var topic : request.topics()) {
            var results =
                    new ArrayList<PartitionResponse>(topic.partitionIndexes().size());
            for (int index : topic.partitionIndexes()) {
                results.add(shape(index, answer.apply(new TopicPartition(topic.name(), index))));
            }
            topics.add(new TopicResponse(topic.name(), results));
        }
        return new Response(0, topics);
    }

    private static PartitionResponse shape(int index, ProducersFound found) {
        var error = found.error();
        return new PartitionResponse(
                index,
                error.code(),
                error == ErrorCode.NONE ? null : error.message(),
                found.producers().stream()
                        .map(producer -> new ProducerState(
                                producer.id(),
                                producer.epoch(),
                                producer.lastSequence(),
                                producer.lastTimestampMs(),
                                producer.coordinatorEpoch(),
                                producer.openTransactionOffset()))
                        .toList());
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return shape(request, name -> ProducersFound.refused(error));
    }
}
