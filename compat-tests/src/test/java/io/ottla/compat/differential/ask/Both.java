package io.ottla.compat.differential.ask;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.Nullable;

/** Apache Kafka and Ottla, asked the same in the same order; where the replies differ is collected. Used by one thread. */
public final class Both implements AutoCloseable {
    private final Peer kafka;
    private final Peer ottla;
    private final Served served;
    private final Samples samples = new Samples();
    private final List<Difference> differences = new ArrayList<>();
    private boolean isSampled = true;
    private final Map<ApiKeys, TreeSet<Integer>> asked = new EnumMap<>(ApiKeys.class);
    private int count;

    /** @param kafka host:port, as {@code ottla} */
    public Both(String kafka, String ottla) {
        this.kafka = new Peer(kafka);
        this.ottla = new Peer(ottla);
        this.served = new Served(versionsOf(this.kafka), versionsOf(this.ottla));
    }

    Samples samples() {
        return samples;
    }

    public Served served() {
        return served;
    }

    /** The versions of an API that were asked about. */
    public IntStream asked(ApiKeys api) {
        return asked.getOrDefault(api, new TreeSet<>()).stream().mapToInt(Integer::intValue);
    }

    /** How many answers were compared. */
    public int count() {
        return count;
    }

    /** What differed since this was asked last. */
    public List<Difference> takeDifferences() {
        var taken = List.copyOf(differences);
        differences.clear();
        return taken;
    }

    void ask(Question question, Function<Peer, ApiMessage> request) {
        ask(question, request, (peer, reply) -> {});
    }

    void ask(Question question, Function<Peer, ApiMessage> request, BiConsumer<Peer, ApiMessage> learn) {
        ask(question, request, learn, isSampled);
    }

    void askUnsampled(Question question, Function<Peer, ApiMessage> request, BiConsumer<Peer, ApiMessage> learn) {
        ask(question, request, learn, false);
    }

    private void ask(
            Question question,
            Function<Peer, ApiMessage> request,
            BiConsumer<Peer, ApiMessage> learn,
            boolean becomesSample) {
        compare(question, question.version(), peer -> {
            var message = request.apply(peer);
            var reply = peer.ask(question.api(), question.version(), message);
            if (reply != null) {
                if (becomesSample) {
                    keep(question, message, peer);
                }
                Topics.settle(peer, message, reply);
                learnTopics(peer, reply);
                learn.accept(peer, reply);
            }
            return reply;
        });
    }

    void hear(Question question, String line, BiConsumer<Peer, ApiMessage> learn) {
        compare(question, question.version(), peer -> {
            var reply = peer.hear(line, question.api(), question.version());
            if (reply != null) {
                learn.accept(peer, reply);
            }
            return reply;
        });
    }

    @SuppressWarnings("ReferenceEquality") // there are two
    private void keep(Question question, ApiMessage request, Peer peer) {
        if (peer == kafka) {
            samples.keep(question, request, peer);
        }
    }

    /** From here on, nothing is taken as a sample. */
    public void endSampling() {
        isSampled = false;
    }

    void askRaw(Question question, Function<Peer, ByteBuffer> body) {
        compare(
                question,
                question.version(),
                peer -> peer.askRaw(question.api(), question.version(), body.apply(peer)));
    }

    void askForSilence(Question question, Function<Peer, ApiMessage> request) {
        compare(question, 0, peer -> {
            try {
                peer.tellRaw(question.api(), question.version(), Peer.encoded(request.apply(peer), question.version()));
                return peer.ask(ApiKeys.API_VERSIONS, 0, new ApiVersionsRequestData()) == null
                        ? null
                        : new ApiVersionsResponseData();
            } catch (IOException closed) {
                return null;
            }
        });
    }

    void each(Consumer<Peer> step) {
        step.accept(kafka);
        step.accept(ottla);
    }

    private void compare(Question question, int version, Function<Peer, @Nullable ApiMessage> ask) {
        count++;
        asked.computeIfAbsent(question.api(), api -> new TreeSet<>()).add(question.version());
        Differences.between(told(kafka, version, ask), told(ottla, version, ask))
                .forEach(what -> differences.add(new Difference(question, what)));
    }

    private static JsonNode told(Peer peer, int version, Function<Peer, @Nullable ApiMessage> ask) {
        try {
            var reply = ask.apply(peer);
            return reply == null ? Peer.CLOSED : Normal.of(Trees.of(reply, version), peer);
        } catch (BadReply e) {
            return peer.failed(e);
        }
    }

    private static ApiVersionsResponseData versionsOf(Peer peer) {
        var reply = peer.ask(ApiKeys.API_VERSIONS, 0, new ApiVersionsRequestData());
        if (reply instanceof ApiVersionsResponseData versions) {
            return versions;
        }
        throw new AssertionError("ApiVersions is not answered");
    }

    private static void learnTopics(Peer peer, ApiMessage reply) {
        if (reply instanceof CreateTopicsResponseData created) {
            created.topics().forEach(topic -> learnTopic(peer, topic.name(), topic.topicId()));
        } else if (reply instanceof MetadataResponseData metadata) {
            metadata.topics().forEach(topic -> learnTopic(peer, topic.name(), topic.topicId()));
        }
    }

    private static void learnTopic(Peer peer, @Nullable String name, Uuid id) {
        if (name != null && !id.equals(Uuid.ZERO_UUID)) {
            peer.topicIs(name, id);
        }
    }

    @Override
    public void close() {
        kafka.close();
        ottla.close();
    }
}
