package io.ottla.compat.differential.data;

import static io.ottla.compat.differential.data.Produces.request;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import org.apache.kafka.common.protocol.ApiKeys;

/** Produce by idempotent producers: sequences, duplicates, epochs. Ids need not be handed out to be used. */
final class SequenceQuestions implements Questions {
    private static final long PRODUCER = 4_000;

    @Override
    public ApiKeys api() {
        return ApiKeys.PRODUCE;
    }

    @Override
    public void ask(Asking on) {
        int version = on.version();
        if (version < 3) {
            return;
        }
        var name = "sequences-" + version;
        Topics.make(on, name, 1);
        askSequences(on, name);
        askEpochs(on, name);
        askWrap(on, name);
        askOthers(on, name);
        askLastOffsets(on, name);
    }

    private void askSequences(Asking on, String name) {
        send(on, name, "the first", PRODUCER, 0, 0, 3);
        send(on, name, "the first again", PRODUCER, 0, 0, 3);
        send(on, name, "the second", PRODUCER, 0, 3, 2);
        send(on, name, "a hole", PRODUCER, 0, 7, 1);
        send(on, name, "an overlap", PRODUCER, 0, 4, 2);
        for (int sequence = 5; sequence < 10; sequence++) {
            send(on, name, "number " + sequence, PRODUCER, 0, sequence, 1);
        }
        send(on, name, "five back", PRODUCER, 0, 5, 1);
        send(on, name, "six back", PRODUCER, 0, 3, 2);
        send(on, name, "far back", PRODUCER, 0, 0, 3);
        send(on, name, "a part of one before", PRODUCER, 0, 1, 1);
        send(on, name, "the next", PRODUCER, 0, 10, 1);
        send(on, name, "a start in the middle", PRODUCER + 1, 0, 100, 2);
        send(on, name, "what follows it", PRODUCER + 1, 0, 102, 2);
    }

    private void askEpochs(Asking on, String name) {
        send(on, name, "a new epoch, not from zero on", PRODUCER, 1, 11, 1);
        send(on, name, "a new epoch", PRODUCER, 1, 0, 1);
        send(on, name, "the old epoch", PRODUCER, 0, 11, 1);
        send(on, name, "a duplicate of the old epoch", PRODUCER, 0, 10, 1);
        send(on, name, "the new epoch goes on", PRODUCER, 1, 1, 1);
        send(on, name, "an epoch left out", PRODUCER, 5, 0, 1);
        send(on, name, "the largest epoch", PRODUCER, Short.MAX_VALUE, 0, 1);
    }

    private void askWrap(Asking on, String name) {
        send(on, name, "before the wrap", PRODUCER + 2, 0, Integer.MAX_VALUE - 3, 2);
        send(on, name, "over the wrap", PRODUCER + 2, 0, Integer.MAX_VALUE - 1, 4);
        send(on, name, "behind the wrap", PRODUCER + 2, 0, 2, 1);
        send(on, name, "over the wrap again", PRODUCER + 2, 0, Integer.MAX_VALUE - 1, 4);
        send(on, name, "ends at the wrap", PRODUCER + 3, 0, Integer.MAX_VALUE - 1, 2);
        send(on, name, "begins at zero", PRODUCER + 3, 0, 0, 1);
    }

    private void askOthers(Asking on, String name) {
        int version = on.version();
        on.ask(
                "in a transaction nobody began",
                peer -> request(peer, version, name, Batch.transactional(PRODUCER + 9, 0, 0))
                        .setTransactionalId("t"));
        on.ask(
                "in a transaction without its id",
                peer -> request(peer, version, name, Batch.transactional(PRODUCER + 9, 0, 0)));
        on.ask(
                "in a transaction without its id, where nothing is",
                peer -> request(peer, version, "absent", Batch.transactional(PRODUCER + 9, 0, 0)));
        ask(on, "no sequence in between", name, Batch.of(1));
    }

    private void askLastOffsets(Asking on, String name) {
        send(on, name, "after all that", PRODUCER, Short.MAX_VALUE, 1, 1);
        send(on, name, "an id of zero", 0, 0, 0, 1);
        send(on, name, "the largest id", Long.MAX_VALUE, 0, 0, 1);
    }

    private void send(Asking on, String name, String what, long producer, int epoch, int sequence, int count) {
        ask(on, what, name, Batch.idempotent(producer, epoch, sequence, count));
    }

    private void ask(Asking on, String what, String topic, Batch batch) {
        int version = on.version();
        on.ask(what, peer -> request(peer, version, topic, batch));
    }
}
