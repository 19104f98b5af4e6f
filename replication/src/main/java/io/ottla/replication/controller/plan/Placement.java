package io.ottla.replication.controller.plan;

import io.ottla.replication.controller.request.Refusal;
import io.ottla.wire.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which brokers are to hold a new partition. Goes round the racks, taking from each the next broker in turn, so that the replicas of a
 * partition are in as many racks as there are and every broker leads about as many partitions. A broker that may lead comes first;
 * those that may not are taken last. Once every broker has led the order is drawn anew, so that what a broker leads does not all fall to
 * the same other one when it dies. Pure but for {@code random}.
 *
 * <pre>
 *   racks a: 1 2   b: 3 4   rf 3
 *   partition 0: 1 3 2    partition 1: 3 2 4    partition 2: 2 4 1 ...
 * </pre>
 */
public final class Placement {
    private final List<Rack> racks;
    private final int brokers;
    private final int leaders;
    private final Random random;
    private int firstRack;
    private int placed;

    /**
     * A broker that may hold replicas.
     *
     * @param rack null is a rack of its own, shared by all brokers that name none
     */
    record Candidate(int brokerId, @Nullable String rack, boolean mayLead) {}

    /** The brokers of one rack, in the order they are given out. */
    private static final class Rack {
        private final List<Integer> leaders = new ArrayList<>();
        private final List<Integer> others = new ArrayList<>();
        private int nextLeader;

        /** Those who may lead, beginning with the next in turn, then the others. */
        List<Integer> round() {
            List<Integer> round = new ArrayList<>(leaders.size() + others.size());
            for (int i = 0; i < leaders.size(); i++) {
                round.add(leaders.get((nextLeader + i) % leaders.size()));
            }
            round.addAll(others);
            return round;
        }

        void turn() {
            nextLeader = leaders.isEmpty() ? 0 : (nextLeader + 1) % leaders.size();
        }

        void shuffle(Random random) {
            Collections.shuffle(leaders, random);
            Collections.shuffle(others, random);
            nextLeader = 0;
        }
    }

    Placement(List<Candidate> candidates, Random random) {
        Map<String, Rack> byName = new TreeMap<>();
        for (Candidate candidate : candidates) {
            String name = candidate.rack() == null ? "" : "r" + candidate.rack();
            Rack rack = byName.computeIfAbsent(name, any -> new Rack());
            (candidate.mayLead() ? rack.leaders : rack.others).add(candidate.brokerId());
        }
        racks = new ArrayList<>(byName.values());
        racks.forEach(rack -> rack.shuffle(random));
        brokers = candidates.size();
        leaders = (int) candidates.stream().filter(Candidate::mayLead).count();
        this.random = random;
        firstRack = racks.isEmpty() ? 0 : random.nextInt(racks.size());
    }

    /**
     * The replicas of the next partition, the preferred leader first.
     *
     * @throws Refusal INVALID_REPLICATION_FACTOR if there are too few brokers, or none that may lead
     */
    public List<Integer> next(int replicationFactor) throws Refusal {
        int leading = rackThatLeads();
        if (replicationFactor > brokers) {
            throw new Refusal(
                    ErrorCode.INVALID_REPLICATION_FACTOR,
                    "The target replication factor of " + replicationFactor + " cannot be reached because only "
                            + brokers
                            + " broker(s) are registered or some brokers have all their log directories cordoned.");
        }
        List<List<Integer>> rounds = new ArrayList<>(racks.size());
        for (int i = 0; i < racks.size(); i++) {
            rounds.add(racks.get((leading + i) % racks.size()).round());
        }
        List<Integer> replicas = new ArrayList<>(replicationFactor);
        for (int depth = 0; replicas.size() < replicationFactor; depth++) {
            for (List<Integer> round : rounds) {
                if (depth < round.size() && replicas.size() < replicationFactor) {
                    replicas.add(round.get(depth));
                }
            }
        }
        racks.get(leading).turn();
        firstRack = (leading + 1) % racks.size();
        placed++;
        if (placed % leaders == 0) {
            racks.forEach(rack -> rack.shuffle(random));
        }
        return replicas;
    }

    private int rackThatLeads() throws Refusal {
        for (int i = 0; i < racks.size(); i++) {
            int index = (firstRack + i) % racks.size();
            if (!racks.get(index).leaders.isEmpty()) {
                return index;
            }
        }
        throw new Refusal(
                ErrorCode.INVALID_REPLICATION_FACTOR,
                "All brokers are currently fenced, or have all their log directories cordoned.");
    }
}
