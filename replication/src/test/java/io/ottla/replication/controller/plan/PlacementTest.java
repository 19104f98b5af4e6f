package io.ottla.replication.controller.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Seeds;
import io.ottla.replication.controller.request.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static List<Placement.Candidate> brokers(int racks, int perRack) {
        List<Placement.Candidate> all = new ArrayList<>();
        for (int rack = 0; rack < racks; rack++) {
            for (int i = 0; i < perRack; i++) {
                all.add(new Placement.Candidate(rack * perRack + i, "rack-" + rack, true));
            }
        }
        return all;
    }

    @Test
    void replicas_of_a_partition_are_in_as_many_racks_as_there_are() {
        Seeds.run(100, seed -> {
            Random random = Seeds.random(seed);
            int racks = 1 + random.nextInt(4);
            int perRack = 1 + random.nextInt(4);
            int factor = 1 + random.nextInt(racks * perRack);
            Placement placement = new Placement(brokers(racks, perRack), random);
            for (int i = 0; i < 50; i++) {
                List<Integer> replicas = placement.next(factor);
                Set<Integer> used = new HashSet<>();
                replicas.forEach(replica -> used.add(replica / perRack));
                assertEquals(Math.min(racks, factor), used.size());
                assertEquals(factor, new HashSet<>(replicas).size());
            }
        });
    }

    @Test
    void every_broker_leads_as_many_partitions_as_the_others() throws Refusal {
        Placement placement = new Placement(brokers(3, 2), new Random(3));
        Map<Integer, Integer> leads = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            leads.merge(placement.next(3).get(0), 1, Integer::sum);
        }
        assertEquals(Set.of(10), new HashSet<>(leads.values()));
    }

    @Test
    void one_that_may_not_lead_is_never_first_and_taken_only_if_it_must_be() throws Refusal {
        List<Placement.Candidate> candidates = List.of(
                new Placement.Candidate(1, null, false),
                new Placement.Candidate(2, null, true),
                new Placement.Candidate(3, null, true));
        Placement placement = new Placement(candidates, new Random(3));
        for (int i = 0; i < 10; i++) {
            assertTrue(!placement.next(2).contains(1));
            assertEquals(1, placement.next(3).get(2));
        }
    }

    @Test
    void more_replicas_than_brokers_are_refused() {
        assertThrows(Refusal.class, () -> new Placement(brokers(1, 2), new Random(1)).next(3));
        assertThrows(Refusal.class, () -> new Placement(List.of(), new Random(1)).next(1));
        List<Placement.Candidate> fenced = List.of(new Placement.Candidate(1, null, false));
        assertThrows(Refusal.class, () -> new Placement(fenced, new Random(1)).next(1));
    }
}
