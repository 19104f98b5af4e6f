package io.ottla.compat.differential.mutated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Peer;
import io.ottla.compat.differential.ask.Samples;
import io.ottla.compat.differential.cluster.QuorumProgress;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.message.DescribeLogDirsResponseData;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.ListGroupsResponseData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;

/** Requests that were asked before, with one value changed or cut short. Which, depends on the seed alone. */
public final class MutatedRequests {
    private static final int CHANGED = 16;
    private static final int CUT = 4;
    private static final int TRIES = 20;

    /** Names that topics may have, and that no question has made a topic of. */
    private static final Set<String> TO_BE_MADE = Set.of("absent", "a.b", "0");

    /** What the names of groups begin with that only these requests are about. */
    private static final String GROUPS = "mutated-";

    private static final String MEMBER = "member of a mutated group";

    private final long seed;

    public MutatedRequests(long seed) {
        this.seed = seed;
    }

    /** Asks about one API at one version. */
    public void ask(Asking on) {
        var samples = on.samples();
        if (samples.isEmpty()) {
            return;
        }
        // Neighbouring seeds would begin alike.
        var random = new Random((seed * 100_003 + on.api().id * 101L + on.version()) * 0x9E3779B97F4A7C15L);
        for (int i = 0; i < CHANGED; i++) {
            askChanged(on, samples, random, i);
        }
        for (int i = 0; i < CUT; i++) {
            askCut(on, samples.get(random.nextInt(samples.size())), random.nextDouble());
        }
    }

    private void askChanged(Asking on, List<JsonNode> samples, Random random, int number) {
        for (int i = 0; i < TRIES; i++) {
            var sample = samples.get(random.nextInt(samples.size())).deepCopy();
            if (on.api() == ApiKeys.JOIN_GROUP && sample instanceof ObjectNode join) {
                // Of a group of its own: in another, it might wait for the others.
                join.put("groupId", GROUPS + seed + "-" + on.version() + "-" + number);
            }
            var mutation = Mutation.of(sample, random);
            if (isAllowed(on, mutation)) {
                on.ask(
                        "seed " + seed + ": " + mutation.what(),
                        peer -> Samples.toRequest(mutation.request(), on.api(), on.version(), peer),
                        MutatedRequests::forget);
                if (on.api() == ApiKeys.JOIN_GROUP) {
                    on.each(peer ->
                            leave(peer, mutation.request().path("groupId").asText()));
                }
                return;
            }
        }
    }

    /** Only what can be written in this version, and what the two brokers can be compared by. */
    private static boolean isAllowed(Asking on, Mutation mutation) {
        var request = mutation.request();
        return on.canWrite(request)
                && switch (on.api()) {
                    // Nobody would answer.
                    case PRODUCE -> request.path("acks").asInt() != 0;
                    // Apache Kafka 4.3.1 does not answer a member that names a protocol twice, or says nonsense of
                    // itself.
                    case JOIN_GROUP -> !mutation.what().startsWith(".protocols");
                    // A topic that is made on the way is made at another time by each.
                    case METADATA -> !mayMakeTopics(request);
                    // Apache Kafka 4.3.1 answers nobody any more after a resource twice.
                    case ALTER_CONFIGS -> !mutation.what().startsWith(".resources =");
                    default -> true;
                };
    }

    private static boolean mayMakeTopics(JsonNode metadata) {
        boolean isAllowedTo = metadata.path("allowAutoTopicCreation").asBoolean(true);
        for (var topic : metadata.path("topics")) {
            if (isAllowedTo && TO_BE_MADE.contains(topic.path("name").asText())) {
                return true;
            }
        }
        return false;
    }

    /** What differs because of questions before this one. */
    private static void forget(Peer peer, ApiMessage reply) {
        if (reply instanceof ProduceResponseData produced) {
            for (var topic : produced.responses()) {
                topic.partitionResponses().forEach(partition -> partition.setBaseOffset(-1));
            }
        } else if (reply instanceof DescribeLogDirsResponseData described) {
            for (var directory : described.results()) {
                for (var topic : directory.topics()) {
                    topic.partitions().forEach(partition -> partition.setPartitionSize(0));
                }
            }
        } else if (reply instanceof ListGroupsResponseData listed) {
            // Of a member that joins with nonsense Apache Kafka 4.3.1 may never hear again.
            listed.groups().removeIf(group -> group.groupId().startsWith(GROUPS));
        } else if (reply instanceof JoinGroupResponseData joined) {
            peer.textIs(MEMBER, joined.memberId());
        } else {
            QuorumProgress.forget(reply);
        }
    }

    private static void leave(Peer peer, String group) {
        if (!peer.text(MEMBER).isEmpty()) {
            peer.ask(
                    ApiKeys.LEAVE_GROUP,
                    0,
                    new LeaveGroupRequestData().setGroupId(group).setMemberId(peer.text(MEMBER)));
        }
    }

    private void askCut(Asking on, JsonNode sample, double where) {
        on.askRaw("seed " + seed + ": cut after " + Math.round(where * 100) + "%", peer -> {
            var whole = on.encoded(Samples.toRequest(sample, on.api(), on.version(), peer));
            return whole.slice(0, (int) (whole.limit() * where));
        });
    }
}
