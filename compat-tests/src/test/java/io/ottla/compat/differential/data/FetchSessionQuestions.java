package io.ottla.compat.differential.data;

import static io.ottla.compat.differential.data.Fetches.forgotten;
import static io.ottla.compat.differential.data.Fetches.partition;
import static io.ottla.compat.differential.data.Fetches.topic;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Peer;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.List;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;

/** Fetch in incremental sessions (KIP-227). */
final class FetchSessionQuestions implements Questions {
    private static final int SESSIONS = 7;
    private static final int CLOSE = -1;

    @Override
    public ApiKeys api() {
        return ApiKeys.FETCH;
    }

    @Override
    public void ask(Asking on) {
        int version = on.version();
        if (version < SESSIONS) {
            return;
        }
        var name = "sessions-" + version;
        Topics.make(on, name, 4);
        Produces.write(on, name, Batch.of(3));
        askALife(on, name);
        askErrors(on, name);
        askForgetting(on, name);
        askTopicsThatComeAndGo(on, name);
    }

    private void askALife(Asking on, String name) {
        int version = on.version();
        begin(on, "a full fetch", name);
        go(on, "nothing new, but what was not taken", 1);
        go(on, "one moves on", 2, name, 0, 3);
        go(on, "nothing new", 3);
        Produces.write(on, name, Batch.of(2));
        go(on, "something new", 4);
        go(on, "it moves on", 5, name, 0, 5);
        go(on, "one goes out of range", 6, name, 1, 50);
        go(on, "it is out of range still", 7);
        go(on, "it comes back", 8, name, 1, 0);
        go(on, "one that is not there", 9, name, 9, 0);
        go(on, "it is not there still", 10);
        on.ask(
                "a full one again, with the session's id",
                peer -> session(peer.number("session"), 0, topic(peer, version, name, partition(0, 0))),
                FetchSessionQuestions::learn);
        go(on, "what follows it", 1);
        close(on, "the end");
    }

    private void askErrors(Asking on, String name) {
        int version = on.version();
        begin(on, "a session for mistakes", name);
        go(on, "an epoch too high", 2);
        go(on, "an epoch too low", 0);
        begin(on, "another session", name);
        go(on, "its epoch one", 1);
        go(on, "its epoch one again", 1);
        close(on, "its end");
        go(on, "after its end", 2);
        on.ask("a session nobody has", peer -> session(123_456_789, 5));
        on.ask("a session nobody has, closed", peer -> session(123_456_789, CLOSE));
        on.ask("no session, epoch five", peer -> session(0, 5, topic(peer, version, name, partition(0, 0))));
        on.ask("a negative session", peer -> session(-5, 1, topic(peer, version, name, partition(0, 0))));
        on.ask("a negative epoch", peer -> session(0, -2, topic(peer, version, name, partition(0, 0))));
        on.ask("an empty session", peer -> session(0, 0), FetchSessionQuestions::learn);
    }

    private void askForgetting(Asking on, String name) {
        int version = on.version();
        begin(on, "a session that forgets", name);
        on.ask(
                "forgets one",
                peer -> session(peer.number("session"), 1)
                        .setForgottenTopicsData(List.of(forgotten(peer, version, name, 0))));
        go(on, "it is forgotten", 2);
        on.ask(
                "forgets what it does not have",
                peer -> session(peer.number("session"), 3)
                        .setForgottenTopicsData(
                                List.of(forgotten(peer, version, name, 0, 77), forgotten(peer, version, "absent", 0))));
        on.ask(
                "forgets and takes in one",
                peer -> session(peer.number("session"), 4, topic(peer, version, name, partition(0, 1)))
                        .setForgottenTopicsData(List.of(forgotten(peer, version, name, 0))));
        on.ask(
                "forgets all",
                peer -> session(peer.number("session"), 5)
                        .setForgottenTopicsData(List.of(forgotten(peer, version, name, 0, 1, 2, 3))));
        go(on, "is it still there", 6, name, 0, 1);
    }

    private void askTopicsThatComeAndGo(Asking on, String name) {
        int version = on.version();
        var other = "late-" + version;
        on.ask(
                "a session with a topic that is not there",
                peer -> session(
                        0,
                        0,
                        topic(peer, version, name, partition(0, 3)),
                        topic(peer, version, other, partition(0, 0))),
                FetchSessionQuestions::learn);
        go(on, "not there still", 1);
        close(on, "and ended");
    }

    private void begin(Asking on, String what, String name) {
        int version = on.version();
        on.ask(
                what,
                peer -> session(0, 0, topic(peer, version, name, partition(0, 0), partition(1, 0), partition(2, 0))),
                FetchSessionQuestions::learn);
    }

    private void go(Asking on, String what, int epoch) {
        on.ask(what, peer -> session(peer.number("session"), epoch));
    }

    private void go(Asking on, String what, int epoch, String name, int partition, long offset) {
        int version = on.version();
        on.ask(
                what,
                peer -> session(
                        peer.number("session"), epoch, topic(peer, version, name, partition(partition, offset))));
    }

    private void close(Asking on, String what) {
        go(on, what, CLOSE);
    }

    private static FetchRequestData session(long id, int epoch, FetchTopic... topics) {
        return Fetches.request(topics).setSessionId((int) id).setSessionEpoch(epoch);
    }

    private static void learn(Peer peer, ApiMessage reply) {
        if (reply instanceof FetchResponseData fetch) {
            peer.numberIs("session", fetch.sessionId());
        }
    }
}
