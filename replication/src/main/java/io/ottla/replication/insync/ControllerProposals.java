package io.ottla.replication.insync;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.replication.peer.Answer;
import io.ottla.replication.peer.Peer;
import io.ottla.replication.peer.PeerFailure;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.cluster.AlterPartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the controller for what leaders propose, with AlterPartition. One request is under way at a time; what is proposed meanwhile
 * goes together with the next. A request that was not answered, or not now, is asked again until the controller decides. Lives on the
 * loop of the controller's {@link Peer}; {@link #propose} may be called from any thread.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class ControllerProposals implements IsrProposals {
    private static final Logger LOG = LoggerFactory.getLogger(ControllerProposals.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FIRST_RETRY = Duration.ofMillis(20);
    private static final Duration LAST_RETRY = Duration.ofSeconds(1);
    private static final byte RECOVERED = 0;

    private final Loop loop;
    private final Peer controller;
    private final int brokerId;
    private final LongSupplier brokerEpoch;
    private final Map<IsrProposal.Place, IsrProposal> waiting = new LinkedHashMap<>();
    private Map<IsrProposal.Place, IsrProposal> asked = Map.of();
    private Duration nextRetry = FIRST_RETRY;
    private boolean pauses;

    /**
     * Nothing is sent before the first proposal.
     *
     * @param loop of {@code controller}
     * @param brokerEpoch under which this broker is registered
     */
    public ControllerProposals(Loop loop, Peer controller, int brokerId, LongSupplier brokerEpoch) {
        this.loop = loop;
        this.controller = controller;
        this.brokerId = brokerId;
        this.brokerEpoch = brokerEpoch;
    }

    @Override
    public void propose(IsrProposal proposal) {
        loop.execute(() -> {
            waiting.put(proposal.place(), proposal);
            askNext();
        });
    }

    private void askNext() {
        if (!asked.isEmpty() || pauses || waiting.isEmpty()) {
            return;
        }
        asked = new LinkedHashMap<>(waiting);
        waiting.clear();
        var request = new AlterPartition.Request(brokerId, brokerEpoch.getAsLong(), topics(asked.values()));
        controller.ask(request, PATIENCE, new Answer<>() {
            @Override
            public void answered(AlterPartition.Response response, Frame frame) {
                take(response);
            }

            @Override
            public void failed(PeerFailure failure) {
                LOG.info("The controller has not answered which replicas are in sync: {}", failure);
                askAgain(asked.values());
            }
        });
    }

    private static List<AlterPartition.Topic> topics(Collection<IsrProposal> proposals) {
        Map<Uuid, List<AlterPartition.Partition>> byTopic = new LinkedHashMap<>();
        for (IsrProposal proposal : proposals) {
            List<AlterPartition.BrokerState> isr =
                    new ArrayList<>(proposal.isr().size());
            for (IsrProposal.Member member : proposal.isr()) {
                isr.add(new AlterPartition.BrokerState(member.brokerId(), member.brokerEpoch()));
            }
            byTopic.computeIfAbsent(proposal.place().topicId(), id -> new ArrayList<>())
                    .add(new AlterPartition.Partition(
                            proposal.place().partition(),
                            proposal.leaderEpoch(),
                            List.of(),
                            isr,
                            RECOVERED,
                            proposal.partitionEpoch()));
        }
        List<AlterPartition.Topic> topics = new ArrayList<>(byTopic.size());
        byTopic.forEach((id, partitions) -> topics.add(new AlterPartition.Topic("", id, partitions)));
        return topics;
    }

    private void take(AlterPartition.Response response) {
        Map<IsrProposal.Place, IsrProposal> open = new LinkedHashMap<>(asked);
        List<IsrProposal> later = new ArrayList<>(0);
        ErrorCode error = ErrorCode.of(response.errorCode());
        if (error == ErrorCode.NONE) {
            for (AlterPartition.TopicResponse topic : response.topics()) {
                for (AlterPartition.PartitionResponse partition : topic.partitions()) {
                    IsrProposal proposal =
                            open.remove(new IsrProposal.Place(topic.topicId(), partition.partitionIndex()));
                    if (proposal != null && !answer(proposal, partition)) {
                        later.add(proposal);
                    }
                }
            }
        } else {
            LOG.info("The controller refuses to say which replicas are in sync: {}", error);
        }
        later.addAll(open.values());
        if (later.isEmpty()) {
            asked = Map.of();
            nextRetry = FIRST_RETRY;
            askNext();
        } else {
            askAgain(later);
        }
    }

    /** False if it should be asked again. */
    private static boolean answer(IsrProposal proposal, AlterPartition.PartitionResponse response) {
        ErrorCode error = ErrorCode.of(response.errorCode());
        switch (error) {
            case NONE ->
                proposal.onAnswer()
                        .accept(new IsrAnswer.Committed(
                                response.leaderId(),
                                response.leaderEpoch(),
                                response.isr(),
                                response.partitionEpoch()));
            case INELIGIBLE_REPLICA, OPERATION_NOT_ATTEMPTED ->
                proposal.onAnswer().accept(new IsrAnswer.Refused(error));
            case FENCED_LEADER_EPOCH,
                    INVALID_UPDATE_VERSION,
                    NEW_LEADER_ELECTED,
                    UNKNOWN_TOPIC_OR_PARTITION,
                    UNKNOWN_TOPIC_ID,
                    INVALID_REQUEST -> proposal.onAnswer().accept(new IsrAnswer.Outdated(error));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** In a while, unless something newer is proposed for the same partition. */
    private void askAgain(Collection<IsrProposal> proposals) {
        proposals.forEach(proposal -> waiting.putIfAbsent(proposal.place(), proposal));
        asked = Map.of();
        pauses = true;
        loop.schedule(nextRetry, () -> {
            pauses = false;
            askNext();
        });
        Duration doubled = nextRetry.multipliedBy(2);
        nextRetry = doubled.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : doubled;
    }
}
