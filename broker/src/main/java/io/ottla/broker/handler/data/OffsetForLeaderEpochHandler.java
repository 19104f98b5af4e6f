package io.ottla.broker.handler.data;

import io.ottla.broker.handler.Gathering;
import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.Leaders;
import io.ottla.broker.handler.RequestContext;
import io.ottla.log.EpochEnd;
import io.ottla.replication.partition.Partitions;
import io.ottla.replication.partition.request.EpochEndFound;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.data.OffsetForLeaderEpoch.EpochEndOffset;
import io.ottla.wire.message.data.OffsetForLeaderEpoch.Request;
import io.ottla.wire.message.data.OffsetForLeaderEpoch.Response;
import io.ottla.wire.message.data.OffsetForLeaderEpoch.TopicResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tells where a leader epoch ended, so that whoever follows can see where its log and ours part. */
public final class OffsetForLeaderEpochHandler implements Handler<Request, Response> {
    private static final EpochEndFound FAILED = new EpochEndFound(ErrorCode.UNKNOWN_SERVER_ERROR, EpochEnd.UNDEFINED);

    private final Partitions partitions;
    private final Leaders leaders;

    public OffsetForLeaderEpochHandler(Partitions partitions, Leaders leaders) {
        this.partitions = partitions;
        this.leaders = leaders;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        List<TopicResult> results = new ArrayList<>(request.topics().size());
        var gathering = new Gathering(context.loop(), () -> context.reply(new Response(0, results)));
        for (var topic : request.topics()) {
            var ends = new EpochEndOffset[topic.partitions().size()];
            results.add(new TopicResult(topic.topic(), Arrays.asList(ends)));
            for (var i = 0; i < ends.length; i++) {
                var asked = topic.partitions().get(i);
                var place = i;
                var partition = partitions.find(topic.topic(), asked.partition());
                if (partition == null) {
                    ends[i] = refused(asked.partition(), leaders.whyNotHere(topic.topic(), asked.partition()));
                } else {
                    gathering.await(
                            partition.epochEnd(asked.currentLeaderEpoch(), asked.leaderEpoch()),
                            FAILED,
                            found -> ends[place] = answer(asked.partition(), found));
                }
            }
        }
        gathering.allAsked();
    }

    private static EpochEndOffset answer(int partition, EpochEndFound found) {
        return new EpochEndOffset(
                found.error().code(),
                partition,
                found.end().leaderEpoch(),
                found.end().endOffset());
    }

    private static EpochEndOffset refused(int partition, ErrorCode error) {
        return answer(partition, new EpochEndFound(error, EpochEnd.UNDEFINED));
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        List<TopicResult> results = new ArrayList<>(request.topics().size());
        for (var topic : request.topics()) {
            results.add(new TopicResult(
                    topic.topic(),
                    topic.partitions().stream()
                            .map(partition -> refused(partition.partition(), error))
                            .toList()));
        }
        return new Response(0, results);
    }
}
