package io.ottla.compat.differential.mutated;

import com.fasterxml.jackson.databind.JsonNode;
import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Samples;
import java.util.List;
import java.util.Random;

/** Requests that were asked before, with one value changed or cut short. Which, depends on the seed alone. */
public final class MutatedRequests {
    private static final int CHANGED = 16;
    private static final int CUT = 4;
    private static final int FIRST_WITH_CHOICE_TO_CREATE = 4;
    private static final int TRIES = 20;

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
        var random = new Random(seed * 100_003 + on.api().id * 101L + on.version());
        for (int i = 0; i < CHANGED; i++) {
            askChanged(on, samples, random);
        }
        for (int i = 0; i < CUT; i++) {
            askCut(on, samples.get(random.nextInt(samples.size())), random.nextDouble());
        }
    }

    private void askChanged(Asking on, List<JsonNode> samples, Random random) {
        for (int i = 0; i < TRIES; i++) {
            var mutation = Mutation.of(samples.get(random.nextInt(samples.size())), random);
            if (isAllowed(on, mutation)) {
                on.ask(
                        "seed " + seed + ": " + mutation.what(),
                        peer -> Samples.toRequest(mutation.request(), on.api(), on.version(), peer));
                return;
            }
        }
    }

    /** Only what can be written in this version, and what the two brokers can be compared by. */
    private static boolean isAllowed(Asking on, Mutation mutation) {
        return on.canWrite(mutation.request())
                && switch (on.api()) {
                    // Batches have questions of their own; here they would be written, or not, in different order.
                    case PRODUCE -> false;
                    // A member that joins with something else may wait for the others.
                    case JOIN_GROUP -> false;
                    // How far the log of the metadata has come differs.
                    case DESCRIBE_QUORUM -> false;
                    // A topic that is made on the way is made at another time by each.
                    case METADATA ->
                        on.version() >= FIRST_WITH_CHOICE_TO_CREATE
                                && !mutation.request()
                                        .path("allowAutoTopicCreation")
                                        .asBoolean();
                    // The logs of all topics are not of the same size.
                    case DESCRIBE_LOG_DIRS -> !mutation.what().startsWith(".topics =");
                    // Apache Kafka 4.3.1 answers nobody any more after a resource twice.
                    case ALTER_CONFIGS -> !mutation.what().startsWith(".resources =");
                    default -> true;
                };
    }

    private void askCut(Asking on, JsonNode sample, double where) {
        on.askRaw("seed " + seed + ": cut after " + Math.round(where * 100) + "%", peer -> {
            var whole = on.encoded(Samples.toRequest(sample, on.api(), on.version(), peer));
            return whole.slice(0, (int) (whole.limit() * where));
        });
    }
}
