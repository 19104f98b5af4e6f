package io.ottla.replication.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Seeds;
import io.ottla.replication.change.FeatureChanged;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.controller.request.ConfigOp;
import io.ottla.replication.controller.request.DirectoryAssignment;
import io.ottla.replication.controller.request.ElectionKind;
import io.ottla.replication.controller.request.Heartbeat;
import io.ottla.replication.controller.request.HeartbeatReply;
import io.ottla.replication.controller.request.IsrAnswer;
import io.ottla.replication.controller.request.IsrProposal;
import io.ottla.replication.controller.request.IsrProposal.Member;
import io.ottla.replication.controller.request.MorePartitions;
import io.ottla.replication.controller.request.NewTopic;
import io.ottla.replication.controller.request.Reassignment;
import io.ottla.replication.controller.request.TopicToDelete;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.ConfigResource;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.replication.metadata.Rereading;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The pure controller among brokers that come, go, crash, leave, lie and lag; -Dlong=true for a hundred times as many seeds. */
class ControllerModelTest {
    private static final int BROKERS = 6;
    private static final int STEPS = 1500;
    private static final int SEEDS = Boolean.getBoolean("long") ? 2000 : 20;

    @Test
    void whatever_happens_the_laws_hold_and_another_controller_reads_the_same() {
        AtomicInteger unclean = new AtomicInteger();
        AtomicInteger altered = new AtomicInteger();
        AtomicInteger moved = new AtomicInteger();
        Seeds.run(SEEDS, seed -> {
            Run run = new Run(Seeds.random(seed), seed % 4 != 3);
            run.steps(STEPS);
            unclean.addAndGet(run.laws.uncleanElections);
            altered.addAndGet(run.altered);
            moved.addAndGet(run.moved);
        });
        boolean all = System.getProperty("seed", "").isEmpty();
        assertTrue(!all || unclean.get() > 0, "nobody was ever elected uncleanly");
        assertTrue(!all || altered.get() > STEPS, "hardly ever was an ISR changed");
        assertTrue(!all || moved.get() > SEEDS, "hardly ever was a move completed");
    }

    /** One history. */
    private static final class Run {
        private final Random random;
        private final boolean remembersEligible;
        private final Cluster cluster = new Cluster();
        private final ControllerLaws laws = new ControllerLaws();
        private final Ghosts ghosts = new Ghosts();
        private final List<IsrProposal> stale = new ArrayList<>();
        private final int[] incarnations = new int[BROKERS + 1];
        private ClusterImage other = cluster.image;
        private String said = "";
        private int topics;
        private int altered;
        private int moved;

        Run(Random random, boolean remembersEligible) {
            this.random = random;
            this.remembersEligible = remembersEligible;
            if (!remembersEligible) {
                cluster.apply(new FeatureChanged("eligible.leader.replicas.version", (short) 0));
                other = cluster.image;
            }
        }

        void steps(int count) {
            for (int i = 0; i < count; i++) {
                ClusterImage before = cluster.image;
                boolean consented = step();
                try {
                    for (MetadataChange change : Rereading.of(cluster.lastChanges, before)) {
                        other = change.applyTo(other);
                    }
                    assertEquals(cluster.image, other, "another controller sees something else");
                    laws.check(before, cluster.image, consented || anyUnclean(before), remembersEligible);
                    if (remembersEligible) {
                        ghosts.check(before, cluster.image);
                        ghosts.write(cluster.image, random, this::minInSync);
                    }
                    cluster.lastChanges = List.of();
                } catch (AssertionError broken) {
                    throw new AssertionError("step " + i + ", " + said + ": " + broken.getMessage(), broken);
                }
            }
        }

        private boolean anyUnclean(ClusterImage image) {
            return image.topics().all().stream()
                    .anyMatch(t -> image.configs()
                            .ofTopic(t.name())
                            .getOrDefault("unclean.leader.election.enable", "false")
                            .equals("true"));
        }

        private int minInSync(TopicImage topic) {
            return Integer.parseInt(
                    cluster.image.configs().ofTopic(topic.name()).getOrDefault("min.insync.replicas", "1"));
        }

        /** @return whether somebody has consented to unclean elections by asking for them */
        private boolean step() {
            int dice = random.nextInt(100);
            if (dice < 8) {
                register();
            } else if (dice < 30) {
                heartbeat();
            } else if (dice < 36) {
                expire();
            } else if (dice < 66) {
                alterIsr();
            } else if (dice < 76) {
                reassign();
            } else if (dice < 84) {
                return elect();
            } else if (dice < 90) {
                topics();
            } else if (dice < 94) {
                directories();
            } else if (dice < 98) {
                configure();
            } else if (dice < 99) {
                unregister();
            }
            return false;
        }

        private int anyId() {
            return 1 + random.nextInt(BROKERS);
        }

        private @Nullable BrokerImage anyBroker() {
            return cluster.image.nodes().broker(anyId());
        }

        private void register() {
            int id = anyId();
            BrokerImage before = cluster.image.nodes().broker(id);
            boolean clean = random.nextBoolean();
            boolean same = before != null && random.nextInt(4) == 0;
            if (!same) {
                incarnations[id]++;
            }
            said = "register " + id + (same ? " again" : clean ? " cleanly" : " after a crash");
            long epoch = before != null && clean ? before.epoch() : -1;
            boolean done = cluster.take(cluster.decisions
                            .nodes()
                            .register(cluster.state(), Cluster.registration(id, epoch, incarnations[id]), false))
                    .outcome()
                    .isDone();
            assertTrue(done, said);
            if (!same && epoch == -1) {
                ghosts.lose(id);
            }
        }

        private void heartbeat() {
            BrokerImage broker = anyBroker();
            if (broker == null) {
                return;
            }
            boolean leaves = random.nextInt(8) == 0;
            boolean fence = random.nextInt(20) == 0;
            long read = random.nextInt(6) == 0 ? broker.epoch() - 1 : cluster.nextOffset - 1;
            long epoch = random.nextInt(20) == 0 ? broker.epoch() - 1 : broker.epoch();
            said = "heartbeat of " + broker.id() + (leaves ? " that leaves" : "")
                    + (fence ? " that wants a fence" : "");
            HeartbeatReply reply = cluster.take(cluster.decisions
                    .nodes()
                    .heartbeat(
                            cluster.state(),
                            new Heartbeat(broker.id(), epoch, read, fence, leaves, failed(broker), null),
                            random.nextBoolean()));
            if (epoch != broker.epoch()) {
                assertEquals(ErrorCode.STALE_BROKER_EPOCH, reply.outcome().error());
            } else {
                assertEquals(cluster.broker(broker.id()).fenced(), reply.isFenced(), said);
                assertTrue(!reply.shouldShutDown() || leadsNothing(broker.id()), said);
            }
        }

        private List<Uuid> failed(BrokerImage broker) {
            return random.nextInt(30) == 0 ? broker.directories() : List.of();
        }

        private boolean leadsNothing(int id) {
            return cluster.image.topics().all().stream()
                    .flatMap(t -> t.partitions().stream())
                    .noneMatch(p -> p.leader() == id);
        }

        private void expire() {
            BrokerImage broker = anyBroker();
            if (broker != null) {
                said = "session of " + broker.id() + " ends";
                long epoch = random.nextInt(5) == 0 ? broker.epoch() - 1 : broker.epoch();
                cluster.take(cluster.decisions.nodes().expire(cluster.state(), broker.id(), epoch));
            }
        }

        private @Nullable TopicImage anyTopic() {
            List<TopicImage> all = new ArrayList<>(cluster.image.topics().all());
            all.sort((a, b) -> a.name().compareTo(b.name()));
            return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
        }

        private void alterIsr() {
            TopicImage topic = anyTopic();
            if (topic == null) {
                return;
            }
            if (!stale.isEmpty() && random.nextInt(3) == 0) {
                IsrProposal late = stale.get(Math.max(0, stale.size() - 1 - random.nextInt(20)));
                PartitionImage p = cluster.image.topics().partition(late.topicId(), late.partition());
                propose(late, p != null && p.hasLeader() ? p.leader() : anyId());
                return;
            }
            int index = random.nextInt(topic.partitionCount());
            PartitionImage p = topic.partitions().get(index);
            if (!p.hasLeader()) {
                return;
            }
            List<Member> isr = new ArrayList<>();
            for (int replica : p.replicas()) {
                BrokerImage broker = cluster.image.nodes().broker(replica);
                boolean stays = replica == p.leader() || random.nextInt(10) < 7;
                if ((stays && !p.recovering()) || replica == p.leader()) {
                    long epoch = broker == null || random.nextInt(10) == 0 ? Member.ANY_EPOCH : broker.epoch();
                    isr.add(new Member(replica, epoch));
                }
            }
            Collections.shuffle(isr, random);
            boolean recovers = p.recovering() && random.nextBoolean();
            var proposal = new IsrProposal(topic.id(), index, p.leaderEpoch(), p.partitionEpoch(), isr, recovers);
            stale.add(proposal);
            if (random.nextInt(4) == 0) {
                return; // it comes later
            }
            propose(proposal, random.nextInt(20) == 0 ? anyId() : p.leader());
        }

        private void propose(IsrProposal proposal, int broker) {
            BrokerImage asker = cluster.image.nodes().broker(broker);
            PartitionImage before = cluster.image.topics().partition(proposal.topicId(), proposal.partition());
            if (asker == null) {
                return;
            }
            said = "broker " + broker + " proposes " + proposal + " for " + before;
            if (before != null && before.leader() == broker) { // it waits for whom it proposes
                proposal.isr().stream()
                        .filter(this::isThatProcess)
                        .forEach(member ->
                                ghosts.catchUp(proposal.topicId(), proposal.partition(), broker, member.brokerId()));
            }
            IsrAnswer answer = cluster.take(
                            cluster.decisions.isr().alter(cluster.state(), broker, asker.epoch(), List.of(proposal)))
                    .answers()
                    .get(0);
            PartitionImage after = cluster.image.topics().partition(proposal.topicId(), proposal.partition());
            boolean accepted = answer.error() == ErrorCode.NONE || answer.error() == ErrorCode.NEW_LEADER_ELECTED;
            assertTrue(accepted || cluster.lastChanges.isEmpty(), said);
            if (accepted && before != null && after != null) {
                assertEquals(proposal.partitionEpoch(), before.partitionEpoch(), said);
                assertEquals(proposal.leaderEpoch(), before.leaderEpoch(), said);
                assertEquals(broker, before.leader(), said);
                altered++;
                moved += after.adding().isEmpty() && !before.adding().isEmpty() ? 1 : 0;
            }
            if (answer.error() == ErrorCode.NONE) {
                assertEquals(after, answer.partition(), said);
            }
        }

        private boolean isThatProcess(Member member) {
            BrokerImage broker = cluster.image.nodes().broker(member.brokerId());
            return member.brokerEpoch() == Member.ANY_EPOCH
                    || (broker != null && broker.epoch() == member.brokerEpoch());
        }

        private void reassign() {
            TopicImage topic = anyTopic();
            if (topic == null) {
                return;
            }
            int index = random.nextInt(topic.partitionCount());
            List<Integer> target = new ArrayList<>();
            int factor = 1 + random.nextInt(3);
            while (target.size() < factor) {
                int id = anyId();
                if (!target.contains(id)) {
                    target.add(id);
                }
            }
            boolean back = random.nextInt(4) == 0;
            said = "move " + topic.partitions().get(index) + (back ? " back" : " to " + target);
            var wish = new Reassignment(new TopicPartition(topic.name(), index), back ? null : target);
            cluster.take(
                    cluster.decisions.reassignments().reassign(cluster.state(), List.of(wish), random.nextInt(4) > 0));
        }

        private boolean elect() {
            boolean unclean = random.nextInt(3) == 0;
            TopicImage topic = anyTopic();
            int kind = random.nextInt(4);
            said = "election " + kind + (unclean ? ", unclean" : "");
            if (kind == 0) {
                cluster.take(cluster.decisions.elections().balance(cluster.state(), 5));
            } else if (kind == 1) {
                cluster.take(cluster.decisions.elections().electUncleanly(cluster.state(), 5));
            } else if (topic != null) {
                List<TopicPartition> one =
                        List.of(new TopicPartition(topic.name(), random.nextInt(topic.partitionCount())));
                cluster.take(cluster.decisions
                        .elections()
                        .elect(
                                cluster.state(),
                                unclean ? ElectionKind.UNCLEAN : ElectionKind.PREFERRED,
                                kind == 2 ? null : one));
                return unclean;
            }
            return false;
        }

        private void topics() {
            TopicImage topic = anyTopic();
            int kind = random.nextInt(6);
            if (topic == null || (kind < 2 && cluster.image.topics().count() < 8)) {
                said = "create a topic";
                int factor = 1 + random.nextInt(3);
                cluster.create(new NewTopic("t" + topics++, 1 + random.nextInt(4), factor, Map.of(), Map.of()));
            } else if (kind == 2) {
                said = "delete " + topic.name();
                cluster.take(cluster.decisions
                        .topics()
                        .delete(cluster.state(), List.of(new TopicToDelete(topic.name(), Uuid.ZERO))));
            } else if (kind == 3 && topic.partitionCount() < 6) {
                said = "more partitions of " + topic.name();
                var more = new MorePartitions(topic.name(), topic.partitionCount() + 1, null);
                cluster.take(cluster.decisions.topics().grow(cluster.state(), List.of(more), false));
            }
        }

        private void directories() {
            TopicImage topic = anyTopic();
            BrokerImage broker = anyBroker();
            if (topic == null || broker == null) {
                return;
            }
            Uuid directory = random.nextInt(4) == 0
                    ? new Uuid(0, 1)
                    : broker.directories().isEmpty()
                            ? new Uuid(77, broker.id())
                            : broker.directories().get(0);
            said = "broker " + broker.id() + " keeps a replica of " + topic.name() + " in " + directory;
            cluster.take(cluster.decisions
                    .directories()
                    .assign(
                            cluster.state(),
                            broker.id(),
                            broker.epoch(),
                            List.of(new DirectoryAssignment(
                                    directory, topic.id(), random.nextInt(topic.partitionCount())))));
        }

        private void configure() {
            TopicImage topic = anyTopic();
            if (topic == null) {
                return;
            }
            ConfigOp op = random.nextInt(3) > 0
                    ? new ConfigOp(ConfigOp.Kind.SET, "min.insync.replicas", "" + (1 + random.nextInt(3)))
                    : new ConfigOp(ConfigOp.Kind.SET, "unclean.leader.election.enable", "" + (random.nextInt(3) == 0));
            said = "set " + op + " on " + topic.name();
            cluster.take(cluster.decisions
                    .configs()
                    .alter(cluster.state(), Map.of(ConfigResource.topic(topic.name()), List.of(op)), false));
        }

        private void unregister() {
            int id = anyId();
            said = "unregister " + id;
            cluster.take(cluster.decisions.nodes().unregister(cluster.state(), id));
        }
    }
}
