package io.ottla.replication.follower;

import io.ottla.base.OwnedBy;
import io.ottla.replication.partition.request.OffsetQuestion;
import io.ottla.replication.peer.Answer;
import io.ottla.replication.peer.Peer;
import io.ottla.replication.peer.PeerFailure;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.data.ListOffsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks a leader where its log of one partition starts and ends: two questions, as one request may name a partition only once. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class RangeQuestion {
    private static final byte READ_UNCOMMITTED = 0;
    private static final int ONE_OFFSET = 1;

    private final Fetcher.World world;
    private final Peer leader;
    private final Followed one;
    private final long[] found = {-1, -1};
    private int open = 2;

    /** {@code [startOffset .. endOffset)} of the leader's log. */
    record Range(long startOffset, long endOffset) {}

    RangeQuestion(Fetcher.World world, Peer leader, Followed one) {
        this.world = world;
        this.leader = leader;
        this.one = one;
    }

    /** @param onLoop null if the leader has not said */
    void ask(Consumer<@Nullable Range> onLoop) {
        ask(OffsetQuestion.EARLIEST, 0, onLoop);
        ask(OffsetQuestion.LATEST, 1, onLoop);
    }

    private void ask(long timestamp, int place, Consumer<@Nullable Range> onLoop) {
        TopicPartition name = one.partition().topicPartition();
        var partition = new ListOffsets.Partition(name.partition(), one.leaderEpoch(), timestamp, ONE_OFFSET);
        var request = new ListOffsets.Request(
                world.brokerId(),
                READ_UNCOMMITTED,
                List.of(new ListOffsets.Topic(name.topic(), List.of(partition))),
                (int) world.settings().patience().toMillis());
        leader.ask(request, world.settings().patience(), new Answer<>() {
            @Override
            public void answered(ListOffsets.Response response, Frame frame) {
                found[place] = offset(response);
                finishOne(onLoop);
            }

            @Override
            public void failed(PeerFailure failure) {
                finishOne(onLoop);
            }
        });
    }

    private static long offset(ListOffsets.Response response) {
        for (ListOffsets.TopicResponse topic : response.topics()) {
            for (ListOffsets.PartitionResponse partition : topic.partitions()) {
                if (partition.errorCode() == ErrorCode.NONE.code()) {
                    return partition.offset();
                }
            }
        }
        return -1;
    }

    private void finishOne(Consumer<@Nullable Range> onLoop) {
        if (--open == 0) {
            onLoop.accept(found[0] < 0 || found[1] < 0 ? null : new Range(found[0], found[1]));
        }
    }
}
