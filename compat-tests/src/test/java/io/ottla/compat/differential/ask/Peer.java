package io.ottla.compat.differential.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ApiMessageType;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.jspecify.annotations.Nullable;

/** A broker that is asked, and what only it could tell: its ids. Used by one thread. */
public final class Peer implements AutoCloseable {
    /** Stands for a reply when the broker closed the connection instead. */
    static final JsonNode CLOSED = new TextNode("the connection is closed");

    private static final String MEMBER_OF = "member of ";

    /** The connection on which every question is answered at once. */
    private static final String USUAL = "";

    private final InetSocketAddress address;
    private final Map<String, Uuid> topicIds = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Line> lines = new HashMap<>();
    /** The connections that owe an answer. */
    private final Set<String> owing = new HashSet<>();

    /** @param bootstrap host:port */
    Peer(String bootstrap) {
        int colon = bootstrap.lastIndexOf(':');
        this.address =
                new InetSocketAddress(bootstrap.substring(0, colon), Integer.parseInt(bootstrap.substring(colon + 1)));
    }

    /** Asks and waits for the reply, decoded; null if the connection was closed instead. */
    public @Nullable ApiMessage ask(ApiKeys api, int version, ApiMessage question) {
        return askRaw(api, version, encoded(question, version));
    }

    /** Asks with a body that need not be right. */
    @Nullable
    ApiMessage askRaw(ApiKeys api, int version, ByteBuffer body) {
        try {
            tellRaw(api, version, body);
            return hear(USUAL, api, version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends without waiting: a reply, if one comes, must be the next thing asked for. */
    void tellRaw(ApiKeys api, int version, ByteBuffer body) throws IOException {
        tellRaw(USUAL, api, version, body);
    }

    private void tellRaw(String line, ApiKeys api, int version, ByteBuffer body) throws IOException {
        // The header of a version that nobody knows any more is the old one.
        int headerVersion = version < api.oldestVersion() ? 1 : api.requestHeaderVersion((short) version);
        line(line).send(api.id, version, headerVersion, body);
    }

    /** Asks on a connection with a name, where the answer may come late: {@link #hear} waits for it. */
    public void tell(String line, ApiKeys api, int version, ApiMessage question) {
        try {
            tellRaw(line, api, version, encoded(question, version));
            owing.add(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has something been told on this connection that is not answered yet? */
    public boolean isOwed(String line) {
        return owing.contains(line);
    }

    /** Waits for the answer to what was told last on this connection; null if it was closed instead. */
    public @Nullable ApiMessage hear(String line, ApiKeys api, int version) {
        owing.remove(line);
        try {
            var reply = line(line).receive(api.responseHeaderVersion((short) version));
            if (reply == null) {
                hangUp(line);
                return null;
            }
            return decoded(api, version, reply);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ByteBuffer encoded(ApiMessage message, int version) {
        var cache = new ObjectSerializationCache();
        var buffer = ByteBuffer.allocate(message.size(cache, (short) version));
        message.write(new ByteBufferAccessor(buffer), cache, (short) version);
        return buffer.flip();
    }

    private static ApiMessage decoded(ApiKeys api, int version, ByteBuffer body) {
        var message = ApiMessageType.fromApiKey(api.id).newResponse();
        try {
            message.read(new ByteBufferAccessor(body), (short) version);
        } catch (RuntimeException e) {
            throw new BadReply("not of " + api.name + " v" + version + ": " + e.getMessage(), e);
        }
        if (body.hasRemaining()) {
            throw new BadReply(api + " v" + version + ": " + body.remaining() + " bytes too many behind " + message);
        }
        return message;
    }

    /** The id this broker gave a topic; zero if it is not known. */
    public Uuid topicId(String topic) {
        return topicIds.getOrDefault(topic, Uuid.ZERO_UUID);
    }

    public void topicIs(String topic, Uuid id) {
        topicIds.put(topic, id);
    }

    /** The name of the topic with this id, as text to compare; ids as such differ from broker to broker. */
    String nameOf(String id) {
        if (id.equals(Uuid.ZERO_UUID.toString())) {
            return "zero";
        }
        return topicIds.entrySet().stream()
                .filter(known -> known.getValue().toString().equals(id))
                .map(known -> "id of " + known.getKey())
                .findFirst()
                .orElse("unknown id");
    }

    /** A number this broker has handed out before (a producer id, a session id). */
    public long number(String name) {
        return numbers.getOrDefault(name, -1L);
    }

    public void numberIs(String name, long value) {
        numbers.put(name, value);
    }

    /** What stands for a member's id in samples and replies: itself, if this broker has not made it up. */
    String memberOf(String id) {
        return texts.entrySet().stream()
                .filter(known -> known.getValue().equals(id))
                .map(known -> MEMBER_OF + known.getKey())
                .min(Comparator.naturalOrder())
                .orElse(id);
    }

    /** The reverse of {@link #memberOf}. */
    String idOf(String member) {
        return member.startsWith(MEMBER_OF) ? text(member.substring(MEMBER_OF.length())) : member;
    }

    /** A name this broker has made up before (a member's id); empty if it has not. */
    public String text(String name) {
        return texts.getOrDefault(name, "");
    }

    public void textIs(String name, String value) {
        texts.put(name, value);
    }

    /** Says what was wrong with a reply, and begins again with other connections. */
    JsonNode failed(BadReply reply) {
        close();
        // Told with its address, so that it is a difference also where both do the same.
        return new TextNode(address + ": " + reply.getMessage());
    }

    /** Closes a connection; the next question opens another. */
    private void hangUp(String name) {
        owing.remove(name);
        var line = lines.remove(name);
        if (line != null) {
            try {
                line.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Line line(String name) throws IOException {
        var open = lines.get(name);
        if (open == null) {
            open = new Line(address);
            lines.put(name, open);
        }
        return open;
    }

    @Override
    public void close() {
        List.copyOf(lines.keySet()).forEach(this::hangUp);
    }
}
