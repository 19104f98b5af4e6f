package io.ottla.replication.controller;

import io.ottla.base.Loop;
import io.ottla.replication.controller.request.ConfigOp;
import io.ottla.replication.controller.request.CreatedTopic;
import io.ottla.replication.controller.request.DeletedTopic;
import io.ottla.replication.controller.request.DirectoriesAssigned;
import io.ottla.replication.controller.request.DirectoryAssignment;
import io.ottla.replication.controller.request.ElectionKind;
import io.ottla.replication.controller.request.FeatureWish;
import io.ottla.replication.controller.request.Heartbeat;
import io.ottla.replication.controller.request.HeartbeatReply;
import io.ottla.replication.controller.request.IsrAnswers;
import io.ottla.replication.controller.request.IsrProposal;
import io.ottla.replication.controller.request.MorePartitions;
import io.ottla.replication.controller.request.NewTopic;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.ProducerIdBlock;
import io.ottla.replication.controller.request.QuotaAlteration;
import io.ottla.replication.controller.request.Reassignment;
import io.ottla.replication.controller.request.Registered;
import io.ottla.replication.controller.request.Registration;
import io.ottla.replication.controller.request.ScramWish;
import io.ottla.replication.controller.request.TopicToDelete;
import io.ottla.replication.image.ConfigResource;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The door to the controller. May be called from any thread. Every stage completes on the controller's loop once what it tells is
 * committed and the committed image shows it; it fails with {@link NotController}, or if we are wrong with the defect itself.
 */
public final class ControllerRef {
    private final Controller controller;
    private final Loop loop;

    ControllerRef(Controller controller, Loop loop) {
        this.controller = controller;
        this.loop = loop;
    }

    /** The id of the active controller; -1 while there is none. */
    public int activeId() {
        return controller.activeId();
    }

    /**
     * Creates topics, each on its own: one may be refused and the next created.
     *
     * @param validateOnly nothing is created, but the answer is what it would be
     * @return one answer for each name, in the order they first appear; a name that appears twice is refused
     */
    public CompletionStage<List<CreatedTopic>> createTopics(List<NewTopic> topics, boolean validateOnly) {
        return ask((decisions, state) -> decisions.topics().create(state, topics, validateOnly));
    }

    /** Deletes topics, each on its own; one answer each, in the order asked. */
    public CompletionStage<List<DeletedTopic>> deleteTopics(List<TopicToDelete> topics) {
        return ask((decisions, state) -> decisions.topics().delete(state, topics));
    }

    /** Adds partitions to topics, each on its own; one answer each, in the order asked. */
    public CompletionStage<List<Outcome>> createPartitions(List<MorePartitions> topics, boolean validateOnly) {
        return ask((decisions, state) -> decisions.topics().grow(state, topics, validateOnly));
    }

    /** Replaces all that is set on each resource (AlterConfigs). One answer for each. */
    public CompletionStage<Map<ConfigResource, Outcome>> alterConfigs(
            Map<ConfigResource, Map<String, @Nullable String>> configs, boolean validateOnly) {
        return ask((decisions, state) -> decisions.configs().replace(state, configs, validateOnly));
    }

    /** Changes single configurations of each resource (IncrementalAlterConfigs). One answer for each. */
    public CompletionStage<Map<ConfigResource, Outcome>> incrementalAlterConfigs(
            Map<ConfigResource, List<ConfigOp>> ops, boolean validateOnly) {
        return ask((decisions, state) -> decisions.configs().alter(state, ops, validateOnly));
    }

    /** Takes a broker into the cluster, or takes it back as a new process; it is fenced until it sends a heartbeat. */
    public CompletionStage<Registered> registerBroker(Registration registration) {
        CompletableFuture<Registered> answer = new CompletableFuture<>();
        within(() -> controller.register(registration, answer));
        return answer;
    }

    /**
     * Takes in the broker that shares this process with the cluster's only controller. It needs no heartbeat: whatever is committed
     * here it has read.
     */
    public CompletionStage<Registered> registerLocalBroker(Registration registration) {
        return ask((decisions, state) -> decisions.nodes().registerLocal(state, registration));
    }

    /** Hears that a broker is alive; it leads and follows what it can as long as it is heard of. */
    public CompletionStage<HeartbeatReply> heartbeat(Heartbeat heartbeat) {
        CompletableFuture<HeartbeatReply> answer = new CompletableFuture<>();
        within(() -> controller.heartbeat(heartbeat, answer));
        return answer;
    }

    /**
     * The connection of a broker broke, so its process may have died. Unless that turns out to be wrong it is fenced long before its
     * session would have ended.
     *
     * @param brokerEpoch of the process that was connected; another one in its place is left alone
     */
    public void brokerGone(int brokerId, long brokerEpoch) {
        within(() -> controller.connectionBroke(brokerId, brokerEpoch));
    }

    /**
     * Changes who is in sync, as the leader of the partitions proposes; each partition stands for itself.
     *
     * @param brokerEpoch of the leader
     */
    public CompletionStage<IsrAnswers> alterPartitions(int brokerId, long brokerEpoch, List<IsrProposal> proposals) {
        return ask((decisions, state) -> decisions.isr().alter(state, brokerId, brokerEpoch, proposals));
    }

    /** Hears in which directories a broker keeps its replicas; each stands for itself. */
    public CompletionStage<DirectoriesAssigned> assignDirectories(
            int brokerId, long brokerEpoch, List<DirectoryAssignment> assignments) {
        return ask((decisions, state) -> decisions.directories().assign(state, brokerId, brokerEpoch, assignments));
    }

    /** Says which directories of a broker take no new partitions; all its others do. */
    public CompletionStage<Outcome> cordon(int brokerId, List<Uuid> directories) {
        return ask((decisions, state) -> decisions.nodes().cordon(state, brokerId, directories));
    }

    /** Forgets a broker that will not come back. */
    public CompletionStage<Outcome> unregisterBroker(int brokerId) {
        return ask((decisions, state) -> decisions.nodes().unregister(state, brokerId));
    }

    /** Gives a block of producer ids to a broker. */
    public CompletionStage<ProducerIdBlock> allocateProducerIds(int brokerId, long brokerEpoch) {
        return ask((decisions, state) -> decisions.producerIds().allocate(state, brokerId, brokerEpoch));
    }

    /**
     * Holds elections.
     *
     * @param partitions null for all
     * @return one answer for each partition, in the order asked
     */
    public CompletionStage<Map<TopicPartition, Outcome>> electLeaders(
            ElectionKind kind, @Nullable List<TopicPartition> partitions) {
        return ask((decisions, state) -> decisions.elections().elect(state, kind, partitions));
    }

    /**
     * Says where replicas shall be, for each partition on its own; one answer each, in the order asked.
     *
     * @param mayChangeFactor a partition may have another number of replicas afterwards (KIP-860)
     */
    public CompletionStage<List<Outcome>> alterPartitionReassignments(
            List<Reassignment> wishes, boolean mayChangeFactor) {
        return ask((decisions, state) -> decisions.reassignments().reassign(state, wishes, mayChangeFactor));
    }

    /** Finalises features, all or none. */
    public CompletionStage<Outcome> updateFeatures(List<FeatureWish> wishes, boolean validateOnly) {
        return ask((decisions, state) -> decisions.features().update(state, wishes, validateOnly));
    }

    /** Sets and lifts limits of clients, for each entity on its own; one answer each, in the order asked. */
    public CompletionStage<List<Outcome>> alterClientQuotas(List<QuotaAlteration> wishes, boolean validateOnly) {
        return ask((decisions, state) -> decisions.quotas().alter(state, wishes, validateOnly));
    }

    /** Changes credentials, for each user on its own; one answer for each user. */
    public CompletionStage<Map<String, Outcome>> alterScramCredentials(List<ScramWish> wishes) {
        return ask((decisions, state) -> decisions.scram().alter(state, wishes));
    }

    /** Takes the leader of a partition away, as if it had gone; an election gives it one again, in a new epoch. */
    public CompletionStage<Outcome> unseatLeader(TopicPartition partition) {
        return ask((decisions, state) -> decisions.elections().unseat(state, partition));
    }

    private <R> CompletionStage<R> ask(BiFunction<Decisions, State, Decision<R>> question) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        within(() -> controller.run(question, answer));
        return answer;
    }

    private void within(Runnable task) {
        if (loop.isInside()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }
}
