package io.ottla.broker.peer;

import io.netty.buffer.ByteBuf;
import io.ottla.base.OwnedBy;
import io.ottla.replication.peer.Answer;
import io.ottla.replication.peer.PeerFailure;
import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.codec.MessageCodec;
import io.ottla.wire.codec.RequestHeader;
import io.ottla.wire.codec.ResponseHeader;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.codec.WireWriter;
import io.ottla.wire.message.Codecs;
import io.ottla.wire.message.connection.ApiVersions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node that is asked in Kafka's protocol; what it speaks is asked first, once per connection. */
@OwnedBy(OwnedBy.Owner.CONNECTION_LOOP)
final class NettyPeer implements ForwardingPeer {
    private static final int VERSIONS_VERSION = 3;
    private static final Duration LONGEST_GREETING = Duration.ofSeconds(10);
    private static final String SOFTWARE = "ottla";
    private static final int UNSPOKEN = -1;
    private static final int CORRELATION_ID_AT = 4;

    private final Link link;
    private final Means means;
    private final WireWriter writer = new WireWriter();
    /** The newest version of each API that both sides speak; null until the other side has said. */
    private @Nullable Map<ApiKey, Integer> versions;

    private List<Question<?, ?>> questions = new ArrayList<>();
    private boolean isGreeting;

    private record Question<Q extends ApiRequest<R>, R>(Q request, Duration patience, Answer<R> answer) {}

    NettyPeer(Link link, Means means) {
        this.link = link;
        this.means = means;
    }

    @Override
    public <Q extends ApiRequest<R>, R> void ask(Q request, Duration patience, Answer<R> answer) {
        if (!link.isUp()) {
            versions = null;
        }
        Question<Q, R> question = new Question<>(request, patience, answer);
        if (versions != null) {
            send(question, versions);
        } else {
            questions.add(question);
            greet(patience);
        }
    }

    @Override
    public void forward(ByteBuffer frame, Duration patience, Forwarded forwarded) {
        ByteBuffer request = frame.duplicate();
        ByteBuf sent = means.allocator().buffer(Integer.BYTES + request.remaining());
        sent.writeInt(request.remaining()).writeBytes(request);
        sent.setInt(Integer.BYTES + CORRELATION_ID_AT, link.nextCorrelationId());
        link.send(sent, patience, new Link.Reply() {
            @Override
            public void answered(ByteBuf arrived) {
                forwarded.answered(arrived.nioBuffer());
            }

            @Override
            public void failed(PeerFailure failure) {
                forwarded.failed(failure);
            }
        });
    }

    // ---- what the other side speaks

    /** Who has to wait for the greeting as well waits no longer for both. */
    private void greet(Duration patience) {
        if (isGreeting) {
            return;
        }
        isGreeting = true;
        ApiVersions.Request greeting = new ApiVersions.Request(SOFTWARE, version(), null, -1);
        Duration shorter = patience.compareTo(LONGEST_GREETING) < 0 ? patience : LONGEST_GREETING;
        send(greeting, VERSIONS_VERSION, shorter, new Answer<ApiVersions.Response>() {
            @Override
            public void answered(ApiVersions.Response response, Frame frame) {
                if (response.errorCode() == ErrorCode.NONE.code()) {
                    greeted(response);
                } else {
                    refused(PeerFailure.UNSUPPORTED);
                }
            }

            @Override
            public void failed(PeerFailure failure) {
                refused(failure);
            }
        });
    }

    private static String version() {
        String version = NettyPeer.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    private void greeted(ApiVersions.Response response) {
        Map<ApiKey, Integer> spoken = new HashMap<>();
        for (ApiVersions.ApiVersion each : response.apiKeys()) {
            ApiKey api = ApiKey.of(each.apiKey());
            if (api != null) {
                int newest = Math.min(each.maxVersion(), api.known().newest());
                spoken.put(
                        api,
                        newest >= each.minVersion() && newest >= api.known().oldest() ? newest : UNSPOKEN);
            }
        }
        versions = spoken;
        takeQuestions().forEach(question -> send(question, spoken));
    }

    private void refused(PeerFailure failure) {
        takeQuestions().forEach(question -> question.answer().failed(failure));
    }

    private List<Question<?, ?>> takeQuestions() {
        isGreeting = false;
        List<Question<?, ?>> all = questions;
        questions = new ArrayList<>();
        return all;
    }

    // ---- questions and answers

    private <Q extends ApiRequest<R>, R> void send(Question<Q, R> question, Map<ApiKey, Integer> spoken) {
        int version = spoken.getOrDefault(question.request().api(), UNSPOKEN);
        if (version == UNSPOKEN) {
            link.later(() -> question.answer().failed(PeerFailure.UNSUPPORTED));
        } else {
            send(question.request(), version, question.patience(), question.answer());
        }
    }

    @SuppressWarnings("unchecked") // a request is written and its response read by the codecs of its API
    private <Q extends ApiRequest<R>, R> void send(Q request, int version, Duration patience, Answer<R> answer) {
        ApiKey api = request.api();
        MessageCodec<Q> requests = (MessageCodec<Q>) Codecs.request(api);
        MessageCodec<R> responses = (MessageCodec<R>) Codecs.response(api);
        writer.reset();
        writer.int32(0);
        new RequestHeader(api, (short) version, link.nextCorrelationId(), means.clientId()).write(writer);
        requests.write(request, writer, version);
        writer.patchInt32(0, writer.sizeInBytes() - Integer.BYTES);
        ByteBuf frame = means.allocator().buffer(writer.sizeInBytes()).writeBytes(writer.toByteBuffer());
        link.send(frame, patience, new Link.Reply() {
            @Override
            public void answered(ByteBuf arrived) {
                read(arrived, api, version, responses, answer);
            }

            @Override
            public void failed(PeerFailure failure) {
                answer.failed(failure);
            }
        });
    }

    private static <R> void read(
            ByteBuf arrived, ApiKey api, int version, MessageCodec<R> responses, Answer<R> answer) {
        WireReader reader = new WireReader(
                arrived.readerIndex(arrived.readerIndex() - Integer.BYTES).nioBuffer());
        R response;
        try {
            ResponseHeader.read(reader, api, version);
            response = responses.read(reader, version);
        } catch (MalformedMessage noAnswer) {
            answer.failed(PeerFailure.UNSUPPORTED);
            return;
        }
        answer.answered(response, new Answer.Frame() {
            @Override
            public void hold() {
                arrived.retain();
            }

            @Override
            public void release() {
                arrived.release();
            }
        });
    }

    @Override
    public void close() {
        link.close();
    }
}
