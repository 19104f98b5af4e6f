package io.ottla.replication.insync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.ottla.base.ManualLoop;
import io.ottla.base.ManualTime;
import io.ottla.replication.peer.Answer;
import io.ottla.replication.peer.Peer;
import io.ottla.replication.peer.PeerFailure;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.message.cluster.AlterPartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControllerProposalsTest {
    private static final Uuid TOPIC = new Uuid(7, 7);

    private final ManualTime time = new ManualTime();
    private final ManualLoop loop = time.loop("home");
    private final List<AlterPartition.Request> requests = new ArrayList<>();
    private final List<Answer<AlterPartition.Response>> answers = new ArrayList<>();
    private final List<IsrAnswer> heard = new ArrayList<>();
    private final ControllerProposals proposals = new ControllerProposals(loop, new Controller(), 1, () -> 11);

    private final class Controller implements Peer {
        @Override
        @SuppressWarnings("unchecked")
        public <Q extends ApiRequest<R>, R> void ask(Q request, Duration patience, Answer<R> answer) {
            requests.add((AlterPartition.Request) request);
            answers.add((Answer<AlterPartition.Response>) answer);
        }

        @Override
        public void close() {}
    }

    private void propose(int partition, int partitionEpoch) {
        proposals.propose(new IsrProposal(
                new IsrProposal.Place(TOPIC, partition),
                5,
                partitionEpoch,
                List.of(new IsrProposal.Member(1, 11)),
                heard::add));
        time.settle();
    }

    private void answer(ErrorCode whole, AlterPartition.PartitionResponse... partitions) {
        var topic = new AlterPartition.TopicResponse("", TOPIC, List.of(partitions));
        var response = new AlterPartition.Response(0, whole.code(), List.of(topic));
        loop.within(() -> answers.get(answers.size() - 1).answered(response, Answer.Frame.UNMANAGED));
        time.settle();
    }

    private static AlterPartition.PartitionResponse said(int partition, ErrorCode error) {
        return new AlterPartition.PartitionResponse(partition, error.code(), 1, 5, List.of(1), (byte) 0, 4);
    }

    private List<Integer> lastAsked() {
        return requests.get(requests.size() - 1).topics().stream()
                .flatMap(topic -> topic.partitions().stream())
                .map(AlterPartition.Partition::partitionIndex)
                .toList();
    }

    @Test
    void what_is_proposed_while_a_request_is_under_way_goes_together_with_the_next() {
        propose(0, 3);
        propose(1, 3);
        propose(2, 3);
        assertEquals(1, requests.size());
        answer(ErrorCode.NONE, said(0, ErrorCode.NONE));
        assertEquals(List.of(new IsrAnswer.Committed(1, 5, List.of(1), 4)), heard);
        assertEquals(List.of(1, 2), lastAsked());
    }

    @Test
    void what_was_not_answered_or_not_now_is_asked_again_and_gives_way_to_what_is_newer() {
        propose(0, 3);
        propose(1, 3);
        loop.within(() -> answers.get(0).failed(PeerFailure.UNREACHABLE));
        propose(0, 4);
        time.advance(Duration.ofSeconds(2));
        assertEquals(2, requests.size());
        assertEquals(List.of(1, 0), lastAsked());
        assertEquals(4, requests.get(1).topics().get(0).partitions().get(1).partitionEpoch());
        answer(ErrorCode.NOT_CONTROLLER);
        time.advance(Duration.ofSeconds(2));
        answer(ErrorCode.NONE, said(0, ErrorCode.UNKNOWN_SERVER_ERROR), said(1, ErrorCode.INELIGIBLE_REPLICA));
        assertInstanceOf(IsrAnswer.Refused.class, heard.get(0));
        time.advance(Duration.ofSeconds(2));
        assertEquals(List.of(0), lastAsked());
        answer(ErrorCode.NONE, said(0, ErrorCode.FENCED_LEADER_EPOCH));
        assertInstanceOf(IsrAnswer.Outdated.class, heard.get(1));
        assertEquals(4, requests.size());
    }
}
