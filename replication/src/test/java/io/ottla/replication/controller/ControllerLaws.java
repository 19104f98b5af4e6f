package io.ottla.replication.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.wire.Uuid;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** What holds for partitions whatever the controller decides, from one image to the next. */
final class ControllerLaws {
    private final Map<String, Integer> leaderOfEpoch = new HashMap<>();
    /** Elections that may have lost records. */
    int uncleanElections;

    /** @param mayBeUnclean somebody has consented to unclean elections in this step */
    void check(ClusterImage before, ClusterImage after, boolean mayBeUnclean, boolean remembersEligible) {
        for (TopicImage topic : after.topics().all()) {
            TopicImage was = before.topics().byId(topic.id());
            for (int i = 0; i < topic.partitionCount(); i++) {
                PartitionImage now = topic.partitions().get(i);
                checkShape(now);
                checkLeader(after, now);
                oneLeaderPerEpoch(topic.id(), i, now);
                PartitionImage then = was == null ? null : was.partition(i);
                if (then != null && !then.equals(now)) {
                    checkStep(then, now, mayBeUnclean);
                }
                if (remembersEligible) {
                    now.isr().forEach(replica -> assertTrue(isActive(after, replica), () -> "not alive: " + now));
                }
            }
        }
    }

    private static void checkShape(PartitionImage p) {
        for (List<Integer> list : List.of(p.replicas(), p.isr(), p.elr(), p.adding(), p.removing())) {
            assertEquals(list.size(), new HashSet<>(list).size(), () -> "somebody twice in " + p);
            assertTrue(p.replicas().containsAll(list), () -> "no replica in " + p);
        }
        assertTrue(!p.replicas().isEmpty(), p::toString);
        assertEquals(p.replicas().size(), p.directories().size(), p::toString);
        assertTrue(p.elr().stream().noneMatch(p.isr()::contains), () -> "in sync and eligible: " + p);
        assertTrue(p.removing().stream().noneMatch(p.adding()::contains), () -> "comes and goes: " + p);
        assertTrue(!p.isr().isEmpty() || !p.hasLeader(), () -> "led, and nobody in sync: " + p);
        assertTrue(!p.hasLeader() || p.isr().contains(p.leader()), () -> "leader not in sync: " + p);
        assertTrue(p.lastKnownElr().size() <= 1, p::toString);
    }

    private static void checkLeader(ClusterImage image, PartitionImage p) {
        assertTrue(!p.hasLeader() || isActive(image, p.leader()), () -> "leader not alive: " + p);
    }

    private static boolean isActive(ClusterImage image, int id) {
        BrokerImage broker = image.nodes().broker(id);
        return broker != null && broker.mayLead();
    }

    private void oneLeaderPerEpoch(Uuid topic, int index, PartitionImage p) {
        Integer before = leaderOfEpoch.put(topic + "-" + index + "@" + p.leaderEpoch(), p.leader());
        assertTrue(before == null || before == p.leader(), () -> "another led in this epoch: " + before + ", " + p);
    }

    private void checkStep(PartitionImage then, PartitionImage now, boolean mayBeUnclean) {
        String step = then + " -> " + now;
        assertTrue(now.leaderEpoch() >= then.leaderEpoch(), step);
        boolean onlyForgot = now.elr().isEmpty() && now.partitionEpoch() == then.partitionEpoch();
        assertTrue(onlyForgot || now.partitionEpoch() > then.partitionEpoch(), step);
        boolean newLeader = now.leader() != then.leader();
        assertTrue(!newLeader || now.leaderEpoch() > then.leaderEpoch(), step);
        boolean lostReplica = !now.replicas().containsAll(then.replicas());
        assertTrue(!lostReplica || now.leaderEpoch() > then.leaderEpoch(), step);
        boolean hadEverything = then.isr().contains(now.leader()) || then.elr().contains(now.leader());
        boolean arrived = !then.removing().isEmpty() && now.removing().isEmpty() && !now.recovering();
        if (newLeader && now.hasLeader() && !hadEverything && !arrived) {
            uncleanElections++;
            boolean ledLast = then.lastKnownElr().equals(List.of(now.leader()));
            assertTrue(mayBeUnclean || ledLast, () -> "nobody consented: " + step);
            assertTrue(now.recovering(), () -> "unclean and not told: " + step);
            assertEquals(List.of(now.leader()), now.isr(), step);
        }
    }
}
