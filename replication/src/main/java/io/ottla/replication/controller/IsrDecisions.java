package io.ottla.replication.controller;

import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.change.TopicChange.PartitionChanged;
import io.ottla.replication.controller.request.IsrAnswer;
import io.ottla.replication.controller.request.IsrAnswers;
import io.ottla.replication.controller.request.IsrProposal;
import io.ottla.replication.controller.request.IsrProposal.Member;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.NodesImage;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is in sync, as leaders propose it (AlterPartition). A proposal on top of anything but the present state is refused. Pure. */
final class IsrDecisions {
    private final Rules rules;

    IsrDecisions(Rules rules) {
        this.rules = rules;
    }

    private record TopicPartitionId(Uuid topicId, int partition) {}

    /** Each partition stands for itself; one answer each, in the order asked. */
    Decision<IsrAnswers> alter(State state, int brokerId, long brokerEpoch, List<IsrProposal> proposals) {
        Outcome refusal = Rules.checkEpoch(state.image(), brokerId, brokerEpoch);
        if (!refusal.isDone()) {
            return Decision.nothing(new IsrAnswers(refusal, List.of()));
        }
        List<MetadataChange> changes = new ArrayList<>();
        List<IsrAnswer> answers = new ArrayList<>(proposals.size());
        Plans plans = new Plans(rules, state.image());
        Set<TopicPartitionId> seen = new HashSet<>();
        for (IsrProposal proposal : proposals) {
            TopicImage topic = state.image().topics().byId(proposal.topicId());
            PartitionImage partition = topic == null ? null : topic.partition(proposal.partition());
            boolean isFirst = seen.add(new TopicPartitionId(proposal.topicId(), proposal.partition()));
            ErrorCode error = isFirst
                    ? check(state.image(), brokerId, topic, partition, proposal)
                    : ErrorCode.INVALID_UPDATE_VERSION; // the first has changed what this one is on top of
            if (topic == null || partition == null || error != ErrorCode.NONE) {
                answers.add(new IsrAnswer(error, null));
                continue;
            }
            List<Integer> isr = proposal.isr().stream().map(Member::brokerId).toList();
            Optional<PartitionChanged> change = plans.of(topic, partition)
                    .inSync(isr, proposal.recovering())
                    .change(topic.id(), proposal.partition());
            answers.add(answer(partition, brokerId, change));
            change.ifPresent(changes::add);
        }
        return new Decision<>(changes, new IsrAnswers(Outcome.DONE, answers));
    }

    /** With the change a move may have been completed, and have made another the leader. */
    private static IsrAnswer answer(PartitionImage before, int brokerId, Optional<PartitionChanged> change) {
        if (change.isEmpty()) {
            return new IsrAnswer(ErrorCode.NONE, before);
        }
        PartitionImage after = change.get().after(before);
        return after.leader() == brokerId
                ? new IsrAnswer(ErrorCode.NONE, after)
                : new IsrAnswer(ErrorCode.NEW_LEADER_ELECTED, null);
    }

    private static ErrorCode check(
            ClusterImage image,
            int brokerId,
            @Nullable TopicImage topic,
            @Nullable PartitionImage partition,
            IsrProposal proposal) {
        if (topic == null) {
            return ErrorCode.UNKNOWN_TOPIC_ID;
        }
        if (partition == null) {
            return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
        }
        if (proposal.leaderEpoch() > partition.leaderEpoch()
                || proposal.partitionEpoch() > partition.partitionEpoch()) {
            return ErrorCode.NOT_CONTROLLER; // the leader has heard of what this controller has not
        }
        if (proposal.leaderEpoch() < partition.leaderEpoch()) {
            return ErrorCode.FENCED_LEADER_EPOCH;
        }
        if (brokerId != partition.leader()) {
            return ErrorCode.INVALID_REQUEST;
        }
        if (proposal.partitionEpoch() < partition.partitionEpoch()) {
            return ErrorCode.INVALID_UPDATE_VERSION;
        }
        return checkMembers(image.nodes(), partition, proposal);
    }

    private static ErrorCode checkMembers(NodesImage nodes, PartitionImage partition, IsrProposal proposal) {
        Set<Integer> isr = new HashSet<>();
        for (Member member : proposal.isr()) {
            if (!isr.add(member.brokerId()) || !partition.isReplica(member.brokerId())) {
                return ErrorCode.INVALID_REQUEST;
            }
        }
        boolean beginsRecovery = proposal.recovering() && !partition.recovering();
        if (!isr.contains(partition.leader()) || beginsRecovery || (proposal.recovering() && isr.size() > 1)) {
            return ErrorCode.INVALID_REQUEST;
        }
        return proposal.isr().stream().allMatch(member -> isEligible(nodes.broker(member.brokerId()), member))
                ? ErrorCode.NONE
                : ErrorCode.INELIGIBLE_REPLICA;
    }

    private static boolean isEligible(@Nullable BrokerImage broker, Member member) {
        return broker != null
                && broker.mayLead()
                && (member.brokerEpoch() == Member.ANY_EPOCH || member.brokerEpoch() == broker.epoch());
    }
}
