package io.ottla.compat;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.jspecify.annotations.Nullable;

/**
 * A raw connection to a broker: any bytes out, frames back. One thread, or one that sends and one that reads. Closes by a reset,
 * so that thousands of them leave nothing behind in the kernel.
 */
public final class Peer implements AutoCloseable {
    private static final int PATIENCE_MS = 10_000;

    private final Socket socket = new Socket();
    private final DataInputStream in;

    private Peer(InetSocketAddress address) throws IOException {
        socket.setSoLinger(true, 0);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(address, PATIENCE_MS);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Connects to {@code host:port}. */
    public static Peer connect(String bootstrap) throws IOException {
        int colon = bootstrap.lastIndexOf(':');
        return new Peer(
                new InetSocketAddress(bootstrap.substring(0, colon), Integer.parseInt(bootstrap.substring(colon + 1))));
    }

    /** A request as the Java client's own classes encode it, with its size before it. */
    public static byte[] frame(AbstractRequest request, int correlationId) {
        return frame(request.serializeWithHeader(header(request, correlationId)));
    }

    /** These bytes with their size before them. */
    public static byte[] frame(ByteBuffer content) {
        return ByteBuffer.allocate(Integer.BYTES + content.remaining())
                .putInt(content.remaining())
                .put(content)
                .array();
    }

    private static RequestHeader header(AbstractRequest request, int correlationId) {
        return new RequestHeader(request.apiKey(), request.version(), "peer", correlationId);
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The body of the answer to {@code request}. */
    public ApiMessage ask(AbstractRequest request) throws IOException {
        send(frame(request, 7));
        var answer = next();
        if (answer == null) {
            throw new EOFException("closed instead of an answer to " + request);
        }
        return AbstractResponse.parseResponse(answer, header(request, 7)).data();
    }

    /**
     * The next frame without its size; null if the peer has closed in order.
     *
     * @throws IOException if it has not
     */
    public @Nullable ByteBuffer next() throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        int size = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
        var bytes = new byte[size];
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes);
    }

    /** We send no more. */
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /**
     * Reads whatever comes until the broker closes, in order or by a reset.
     *
     * @return how many bytes came
     * @throws AssertionError if it does not close
     */
    public long awaitClose(Supplier<String> what) throws IOException {
        long count = 0;
        try {
            var scratch = new byte[1 << 14];
            for (int read = in.read(scratch); read >= 0; read = in.read(scratch)) {
                count += read;
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("neither answered nor closed: " + what.get(), e);
        } catch (IOException reset) {
            return count; // a reset is a close too
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
