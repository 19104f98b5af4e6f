package io.ottla.compat.differential.ask;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;

/** One API at one version, to be asked about on both brokers. A question's name stands in the account of differences. */
public record Asking(Both both, ApiKeys api, int version) {
    public void ask(String what, Function<Peer, ApiMessage> question) {
        both.ask(new Question(what, api, version), question);
    }

    /**
     * Asks, and looks at each reply before it is compared.
     *
     * @param learn takes from a reply what the next question needs, and out of it what must not be compared
     */
    public void ask(String what, Function<Peer, ApiMessage> question, BiConsumer<Peer, ApiMessage> learn) {
        both.ask(new Question(what, api, version), question, learn);
    }

    /** Asks what is nothing to make other questions of. */
    public void askUnsampled(String what, Function<Peer, ApiMessage> question) {
        askUnsampled(what, question, (peer, reply) -> {});
    }

    /** As {@link #askUnsampled(String, Function)}, and looks at each reply before it is compared. */
    public void askUnsampled(String what, Function<Peer, ApiMessage> question, BiConsumer<Peer, ApiMessage> learn) {
        both.askUnsampled(new Question(what, api, version), question, learn);
    }

    /** Asks on a connection with a name, on which the answer may come late. */
    public void tell(String line, Function<Peer, ApiMessage> question) {
        both.each(peer -> peer.tell(line, api, version, question.apply(peer)));
    }

    /** Compares the answers to what was told on a connection. */
    public void hear(String what, String line, BiConsumer<Peer, ApiMessage> learn) {
        both.hear(new Question(what, api, version), line, learn);
    }

    /** Asks about another API, to see what the questions before have done. */
    public void askOther(String what, ApiKeys other, int otherVersion, Function<Peer, ApiMessage> question) {
        both.ask(new Question(what, other, otherVersion), question);
    }

    /** Asks with bytes that need not be a request. */
    public void askRaw(String what, Function<Peer, ByteBuffer> body) {
        both.askRaw(new Question(what, api, version), body);
    }

    /** Asks what is answered only by silence: the next reply must be that of another question. */
    public void askForSilence(String what, Function<Peer, ApiMessage> question) {
        both.askForSilence(new Question(what, api, version), question);
    }

    /** What was asked so far about this API at this version. */
    public List<JsonNode> samples() {
        return both.samples().of(api, version);
    }

    /** Is there such a request in this version? */
    public boolean canWrite(JsonNode request) {
        return Trees.canBeRequest(request, api, version);
    }

    public ByteBuffer encoded(ApiMessage request) {
        return Peer.encoded(request, version);
    }

    /** Does the same on both without comparing. */
    public void each(Consumer<Peer> step) {
        both.each(step);
    }
}
