package io.ottla.broker.joint;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.codec.MessageCodec;
import io.ottla.wire.codec.RequestHeader;
import io.ottla.wire.codec.ResponseHeader;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.codec.WireWriter;
import io.ottla.wire.message.Codecs;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** One connection that speaks in our own messages, in whatever version the test wants. */
final class WireClient implements Closeable {
    private static final int PATIENCE_MS = 15_000;

    private final Socket socket;
    private final DataInputStream in;
    private final ArrayDeque<Asked> asked = new ArrayDeque<>();
    private int nextId = 1;

    private record Asked(ApiKey api, int version, int correlationId) {}

    WireClient(String bootstrap) throws IOException {
        var colon = bootstrap.lastIndexOf(':');
        socket = new Socket(bootstrap.substring(0, colon), Integer.parseInt(bootstrap.substring(colon + 1)));
        socket.setSoTimeout(PATIENCE_MS);
        in = new DataInputStream(socket.getInputStream());
    }

    <R> R ask(ApiRequest<R> request, int version) throws IOException {
        send(request, version);
        return next(request);
    }

    <R> void send(ApiRequest<R> request, int version) throws IOException {
        var out = new WireWriter();
        new RequestHeader(request.api(), (short) version, nextId, "test").write(out);
        write(Codecs.request(request.api()), request, out, version);
        asked.add(new Asked(request.api(), version, nextId++));
        var body = out.toByteBuffer();
        sendRaw(ByteBuffer.allocate(4 + body.remaining())
                .putInt(body.remaining())
                .put(body)
                .array());
    }

    void sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    @SuppressWarnings("unchecked") // the codec of the API the request names
    private static <T> void write(MessageCodec<T> codec, Object request, WireWriter out, int version) {
        codec.write((T) request, out, version);
    }

    /** The next answer, which must be the one to {@code request}. */
    @SuppressWarnings("unchecked") // the codec of the API the request names
    <R> R next(ApiRequest<R> request) throws IOException {
        var expected = asked.remove();
        if (expected.api() != request.api()) {
            throw new IOException("the next answer is to a " + expected.api());
        }
        var reader = new WireReader(frame());
        var header = ResponseHeader.read(reader, expected.api(), expected.version());
        if (header.correlationId() != expected.correlationId()) {
            throw new IOException("answer " + header.correlationId() + " came for " + expected);
        }
        var response = (R) Codecs.response(expected.api()).read(reader, expected.version());
        if (reader.remaining() > 0) {
            throw new IOException(reader.remaining() + " bytes behind the answer to " + expected);
        }
        return response;
    }

    /** The last request sent has no answer. */
    void forgetLast() {
        asked.removeLast();
    }

    /** The next frame as it comes. */
    ByteBuffer frame() throws IOException {
        return ByteBuffer.wrap(in.readNBytes(in.readInt()));
    }

    /** Waits until the broker hangs up; true if it said nothing before. */
    boolean isClosedSilently() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
