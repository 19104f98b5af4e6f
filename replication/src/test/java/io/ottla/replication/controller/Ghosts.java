package io.ottla.replication.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.wire.Uuid;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;

/**
 * What replicas would hold if producers wrote to them: how much is acknowledged with acks=all, and how much of it each replica has. So the
 * test knows whether whoever is elected has everything, as eligible leader replicas promise (KIP-966).
 */
final class Ghosts {
    private final Map<Name, Partition> partitions = new HashMap<>();

    private record Name(Uuid topic, int index) {}

    private static final class Partition {
        private long acknowledged;
        private final Map<Integer, Long> held = new HashMap<>();

        long heldBy(int replica) {
            return held.getOrDefault(replica, 0L);
        }
    }

    private Partition of(Uuid topic, int index) {
        return partitions.computeIfAbsent(new Name(topic, index), name -> new Partition());
    }

    /** Producers write here and there: acknowledged is what all in sync have, where enough are in sync. */
    void write(ClusterImage image, Random random, ToIntFunction<TopicImage> minInSync) {
        for (TopicImage topic : image.topics().all()) {
            for (int i = 0; i < topic.partitionCount(); i++) {
                PartitionImage p = topic.partitions().get(i);
                int least = Math.min(minInSync.applyAsInt(topic), p.replicas().size());
                if (p.hasLeader() && p.isr().size() >= least && random.nextBoolean()) {
                    Partition ghost = of(topic.id(), i);
                    ghost.acknowledged++;
                    p.isr().forEach(replica -> ghost.held.put(replica, ghost.acknowledged));
                }
            }
        }
    }

    /** A replica has caught up with its leader, so that it may be proposed for the ISR. */
    void catchUp(Uuid topic, int index, int leader, int replica) {
        Partition ghost = of(topic, index);
        ghost.held.put(replica, ghost.heldBy(leader));
    }

    /** The broker has lost the tails of all its logs; the worst tail is everything. */
    void lose(int broker) {
        partitions.values().forEach(ghost -> ghost.held.remove(broker));
    }

    /** Whoever leads has everything that was acknowledged, unless it was elected uncleanly: then what is lost is lost. */
    void check(ClusterImage before, ClusterImage after) {
        for (TopicImage topic : after.topics().all()) {
            TopicImage was = before.topics().byId(topic.id());
            for (int i = 0; i < topic.partitionCount(); i++) {
                PartitionImage now = topic.partitions().get(i);
                PartitionImage then = was == null ? null : was.partition(i);
                if (then == null || !now.hasLeader() || then.leaderEpoch() == now.leaderEpoch()) {
                    continue;
                }
                Partition ghost = of(topic.id(), i);
                boolean isUnclean = now.recovering() && now.isr().size() == 1;
                if (isUnclean) {
                    ghost.acknowledged = ghost.heldBy(now.leader());
                } else {
                    assertEquals(ghost.acknowledged, ghost.heldBy(now.leader()), () -> then + " -> " + now);
                }
            }
        }
    }
}
