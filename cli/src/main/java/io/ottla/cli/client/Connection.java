package io.ottla.cli.client;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.Check;
import io.ottla.base.OwnedBy;
import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.codec.BytesPayload;
import io.ottla.wire.codec.MessageCodec;
import io.ottla.wire.codec.Payload;
import io.ottla.wire.codec.RequestHeader;
import io.ottla.wire.codec.ResponseHeader;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.codec.WireWriter;
import io.ottla.wire.message.Codecs;
import io.ottla.wire.message.connection.ApiVersions;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * One connection to one broker, blocking, with the versions both sides speak. Several requests may be on their way; answers
 * come in the same order. A connection that has thrown {@link Unreachable} is of no more use.
 */
@OwnedBy(CREATOR)
public final class Connection implements AutoCloseable {
    /** Old enough for every broker since 2.4, new enough to say who we are; a broker that knows it answers all it has. */
    private static final int API_VERSIONS_VERSION = 3;
    /** Larger answers are no answers: Kafka's own bound for requests, with room for one oversized batch. */
    private static final int LARGEST_FRAME = 1 << 30;
    /** Up to here the announced size of an answer is believed. */
    private static final int TRUSTED_FRAME = 64 << 20;
    /** No broker's greeting is larger. */
    private static final int LARGEST_GREETING = 1 << 20;
    /** How much longer than the broker we wait, so that it is the broker who says that its time is over. */
    private static final int SLACK_MS = 2_000;
    /** How long to look for answers on a connection that cannot be written to any more. */
    private static final int SALVAGE_MS = 200;
    /** Up to here one write of a copy is cheaper than several. */
    private static final int COPY_BYTES = 1 << 16;

    private final HostPort address;
    private final ClientSettings settings;
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final WireWriter writer = new WireWriter();
    private final ArrayDeque<Pending<?>> onTheirWay = new ArrayDeque<>();
    /** Answers that have come before they were asked for, by correlation id. */
    private final Map<Integer, ByteBuffer> early = new HashMap<>();

    private final Map<ApiKey, ApiVersions.ApiVersion> theirs = new EnumMap<>(ApiKey.class);
    private ApiVersions.Response greeting;
    private int lastCorrelationId;

    /** A request whose answer has not been read. */
    public record Pending<R>(ApiKey api, int version, int correlationId, MessageCodec<R> answers) {}

    private Connection(HostPort address, ClientSettings settings, Socket socket) throws IOException {
        this.address = address;
        this.settings = settings;
        this.socket = socket;
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = socket.getOutputStream();
        greeting = negotiated();
        for (var api : greeting.apiKeys()) {
            var key = ApiKey.of(api.apiKey());
            if (key != null) {
                theirs.put(key, api);
            }
        }
    }

    /**
     * Connects and asks which versions the broker speaks.
     *
     * @throws Unreachable saying which address, and what to check
     */
    public static Connection open(HostPort address, ClientSettings settings) {
        var target = new InetSocketAddress(address.host(), address.port());
        if (target.isUnresolved()) {
            throw new Unreachable(
                    "the name " + address.host() + " is unknown; is " + address + " spelt right?", null, false);
        }
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(settings.requestTimeout().toMillis()) + SLACK_MS);
            socket.connect(target, Math.toIntExact(settings.connectTimeout().toMillis()));
            return new Connection(address, settings, socket);
        } catch (IOException e) {
            closeQuietly(socket);
            throw cannotConnect(address, e);
        } catch (RuntimeException e) {
            closeQuietly(socket);
            throw e;
        }
    }

    private static Unreachable cannotConnect(HostPort address, IOException e) {
        var why = e instanceof SocketTimeoutException ? "no answer" : String.valueOf(e.getMessage());
        return new Unreachable(
                "cannot connect to " + address + " (" + why + "); is a broker running and listening there?", e);
    }

    /** Who does not answer the first question soon is no broker, or none that could be used. */
    private ApiVersions.Response negotiated() throws SocketException {
        var usual = socket.getSoTimeout();
        socket.setSoTimeout(
                Math.min(usual, Math.toIntExact(settings.connectTimeout().toMillis())));
        var answer = negotiate();
        socket.setSoTimeout(usual);
        return answer;
    }

    private ApiVersions.Response negotiate() {
        var answer = ask(API_VERSIONS_VERSION);
        if (answer.errorCode() == ErrorCode.UNSUPPORTED_VERSION.code()) {
            answer = ask(0);
        }
        BrokerRefused.unlessNone(answer.errorCode(), null);
        return answer;
    }

    private ApiVersions.Response ask(int version) {
        var request = new ApiVersions.Request("ottla-cli", "0.1.0", null, -1);
        return await(sendVersion(request, version));
    }

    public HostPort address() {
        return address;
    }

    /** What the broker said it serves, in its order. */
    public ApiVersions.Response greeting() {
        return greeting;
    }

    /** Is there a version of this API that both sides speak? */
    public boolean supports(ApiKey api) {
        return version(api) >= 0;
    }

    /** The newest version of this API that both sides speak, -1 if there is none. */
    public int version(ApiKey api) {
        var range = theirs.get(api);
        if (range == null) {
            return -1;
        }
        var newest = Math.min(range.maxVersion(), api.known().newest());
        return newest >= Math.max(range.minVersion(), api.known().oldest()) ? newest : -1;
    }

    /** Sends and waits for the answer. */
    public <R> R call(ApiRequest<R> request) {
        return await(send(request));
    }

    /** Sends in the newest version that both sides speak. */
    public <R> Pending<R> send(ApiRequest<R> request) {
        return send(request, Short.MAX_VALUE);
    }

    /**
     * Sends in the newest version that both sides speak, {@code newest} at most.
     *
     * @throws ClientFailure if there is no such version
     */
    public <R> Pending<R> send(ApiRequest<R> request, int newest) {
        return sendVersion(request, version(request.api(), newest));
    }

    private int version(ApiKey api, int newest) {
        var common = version(api);
        if (common < 0) {
            throw new ClientFailure("the broker at " + address + " does not serve " + api.kafkaName());
        }
        return Math.min(common, newest);
    }

    private <R> Pending<R> sendVersion(ApiRequest<R> request, int version) {
        var pending = pending(request, version);
        write(request, pending);
        onTheirWay.add(pending);
        return pending;
    }

    @SuppressWarnings("unchecked")
    private <R> Pending<R> pending(ApiRequest<R> request, int version) {
        var answers = (MessageCodec<R>) Codecs.response(request.api());
        return new Pending<>(request.api(), version, ++lastCorrelationId, answers);
    }

    /** Sends a request the broker does not answer: Produce with acks=0. */
    public void sendUnanswered(ApiRequest<?> request, int newest) {
        write(request, pending(request, version(request.api(), newest)));
    }

    private void write(ApiRequest<?> request, Pending<?> pending) {
        @SuppressWarnings("unchecked")
        var codec = (MessageCodec<Object>) Codecs.request(request.api());
        writer.reset().int32(0);
        var clientId = settings.clientId("ottla-cli");
        new RequestHeader(pending.api(), (short) pending.version(), pending.correlationId(), clientId).write(writer);
        codec.write(request, writer, pending.version());
        writer.patchInt32(0, writer.sizeInBytes() - Integer.BYTES);
        try {
            if (writer.sizeInBytes() <= COPY_BYTES) {
                writeOut(writer.toByteBuffer());
            } else {
                for (Payload part : writer.parts()) {
                    writeOut(((BytesPayload) part).bytes());
                }
            }
        } catch (IOException e) {
            throw broken("while a request was sent", e);
        }
    }

    private void writeOut(ByteBuffer bytes) throws IOException {
        Check.that(bytes.hasArray(), "requests are written from the heap");
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }

    /** Waits for the answer. Those that come before it are kept for whoever asks for them. */
    public <R> R await(Pending<R> pending) {
        var frame = early.remove(pending.correlationId());
        while (frame == null) {
            var oldest = Check.present(onTheirWay.poll(), "nobody waits for %s any more", pending);
            var next = readFrame(oldest.api());
            if (oldest.correlationId() == pending.correlationId()) {
                frame = next;
            } else {
                early.put(oldest.correlationId(), next);
            }
        }
        try {
            return decode(frame, pending);
        } catch (MalformedMessage e) {
            throw new Unreachable("what " + address + " answers is not the Kafka protocol (" + e.getMessage() + ")", e);
        }
    }

    private <R> R decode(ByteBuffer frame, Pending<R> pending) {
        var reader = new WireReader(frame);
        var header = ResponseHeader.read(reader, pending.api(), pending.version());
        if (header.correlationId() != pending.correlationId()) {
            throw new MalformedMessage(
                    "correlationId", "is " + header.correlationId() + ", not " + pending.correlationId());
        }
        return pending.answers().read(reader, versionOfAnswer(frame, pending));
    }

    /** A broker that does not know the version of ApiVersions says so in version 0. */
    private static int versionOfAnswer(ByteBuffer frame, Pending<?> pending) {
        var unsupported = pending.api() == ApiKey.API_VERSIONS
                && frame.remaining() >= Short.BYTES
                && frame.getShort(frame.position()) == ErrorCode.UNSUPPORTED_VERSION.code();
        return unsupported ? 0 : pending.version();
    }

    /**
     * Has the answer come, or does it begin to come within this time? {@link #await} is short then.
     *
     * @param waitMs 0 only looks
     */
    public boolean isAnswered(Pending<?> pending, int waitMs) {
        while (!early.containsKey(pending.correlationId())) {
            if (!arrives(waitMs)) {
                return false;
            }
            var oldest = Check.present(onTheirWay.poll(), "nobody waits for %s any more", pending);
            early.put(oldest.correlationId(), readFrame(oldest.api()));
        }
        return true;
    }

    private boolean arrives(int waitMs) {
        try {
            return in.available() > 0 || (waitMs > 0 && arrivesWithin(waitMs));
        } catch (IOException e) {
            throw broken("while waiting for an answer", e);
        }
    }

    private boolean arrivesWithin(int waitMs) throws IOException {
        var usual = socket.getSoTimeout();
        socket.setSoTimeout(waitMs);
        try {
            in.mark(1);
            if (in.read() < 0) {
                throw new EOFException();
            }
            in.reset();
            return true;
        } catch (SocketTimeoutException notYet) {
            return false;
        } finally {
            socket.setSoTimeout(usual);
        }
    }

    private ByteBuffer readFrame(ApiKey api) {
        try {
            var size = in.readInt();
            if (size < Integer.BYTES || size > (isGreeted() ? LARGEST_FRAME : LARGEST_GREETING)) {
                throw Unreachable.stranger(address, size);
            }
            return ByteBuffer.wrap(size <= TRUSTED_FRAME ? read(size) : readPieceByPiece(size));
        } catch (SocketTimeoutException e) {
            if (!isGreeted()) {
                throw Unreachable.silent(address, e);
            }
            throw new Unreachable(
                    address + " has not answered " + api.kafkaName() + " within "
                            + settings.requestTimeout().toMillis() + " ms (request.timeout.ms)",
                    e);
        } catch (IOException e) {
            if (!isGreeted() && (e instanceof EOFException || e instanceof SocketException)) {
                throw Unreachable.hangingUp(address, e);
            }
            throw broken("while waiting for the answer to " + api.kafkaName(), e);
        }
    }

    /** Has the broker said which versions it speaks? */
    private boolean isGreeted() {
        return !theirs.isEmpty();
    }

    /** The other side may be gone; from now on only what has arrived already is waited for, a moment at most. */
    void expectNothingNew() {
        try {
            socket.setSoTimeout(SALVAGE_MS);
        } catch (SocketException ignored) {
            // Then reading fails as well, and says why.
        }
    }

    private byte[] read(int size) throws IOException {
        var bytes = new byte[size];
        in.readFully(bytes);
        return bytes;
    }

    /** Allocates as the bytes come, not as they are announced. */
    private byte[] readPieceByPiece(int size) throws IOException {
        var bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("closed in the middle of an answer");
        }
        return bytes;
    }

    private Unreachable broken(String when, IOException e) {
        var why = e instanceof EOFException ? "closed by the other side" : String.valueOf(e.getMessage());
        return new Unreachable("the connection to " + address + " broke " + when + " (" + why + ")", e);
    }

    @Override
    public void close() {
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is of no more use either way.
        }
    }
}
