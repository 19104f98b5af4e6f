package io.ottla.compat.differential.ask;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.jspecify.annotations.Nullable;

/** One raw connection: frames out, frames in. Used by one thread. */
final class Line implements AutoCloseable {
    private static final int PATIENCE_MS = 15_000;
    private static final int LARGEST_REPLY_BYTES = 64 << 20;

    private final Socket socket = new Socket();
    private int correlationId;

    Line(InetSocketAddress broker) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(broker, PATIENCE_MS);
    }

    /** Sends a request of which only the header is certain to be right. */
    void send(int key, int version, int headerVersion, ByteBuffer body) throws IOException {
        var header = new RequestHeaderData()
                .setRequestApiKey((short) key)
                .setRequestApiVersion((short) version)
                .setCorrelationId(++correlationId)
                .setClientId("differential");
        var cache = new ObjectSerializationCache();
        int size = header.size(cache, (short) headerVersion) + body.remaining();
        var frame = ByteBuffer.allocate(4 + size).putInt(size);
        header.write(new ByteBufferAccessor(frame), cache, (short) headerVersion);
        socket.getOutputStream().write(frame.put(body.duplicate()).array());
    }

    /** Waits for the body of the reply to what was sent last; null if the broker closes instead. */
    @Nullable
    ByteBuffer receive(int headerVersion) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        ByteBuffer frame;
        try {
            int size = in.readInt();
            if (size < 4 || size > LARGEST_REPLY_BYTES) {
                throw new BadReply("a reply of " + size + " bytes");
            }
            frame = ByteBuffer.wrap(in.readNBytes(size));
        } catch (SocketTimeoutException e) {
            throw new BadReply("neither answered nor closed within " + PATIENCE_MS + " ms", e);
        } catch (IOException end) {
            return null; // closed or reset: both are a refusal without words
        }
        int answered = frame.getInt();
        if (answered != correlationId) {
            throw new BadReply("reply " + answered + " came where " + correlationId + " was due");
        }
        if (headerVersion > 0 && frame.get() != 0) {
            throw new BadReply("a tag in a reply's header");
        }
        return frame;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
