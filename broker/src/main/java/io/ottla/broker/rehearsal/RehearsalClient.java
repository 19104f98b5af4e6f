package io.ottla.broker.rehearsal;

import io.ottla.base.OwnedBy;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.codec.MessageCodec;
import io.ottla.wire.codec.RequestHeader;
import io.ottla.wire.codec.WireWriter;
import io.ottla.wire.message.Codecs;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Sends requests and throws the replies away. Blocks. */
@OwnedBy(OwnedBy.Owner.CREATOR)
final class RehearsalClient implements Closeable {
    private final SocketChannel channel;
    private final WireWriter writer = new WireWriter();
    private ByteBuffer reply = ByteBuffer.allocate(64 << 10);
    private int sent;
    private int received;

    /** @param address as {@code NAME://host:port} */
    RehearsalClient(String address) throws IOException {
        var host = address.indexOf("://") + 3;
        var port = address.lastIndexOf(':');
        channel = SocketChannel.open(
                new InetSocketAddress(address.substring(host, port), Integer.parseInt(address.substring(port + 1))));
    }

    void ask(ApiRequest<?> request, int version) throws IOException {
        send(request, version);
        awaitReplies();
    }

    void send(ApiRequest<?> request, int version) throws IOException {
        writer.reset();
        writer.int32(0);
        new RequestHeader(request.api(), (short) version, sent++, "rehearsal").write(writer);
        write(Codecs.request(request.api()), request, version);
        writer.patchInt32(0, writer.sizeInBytes() - 4);
        var frame = writer.toByteBuffer();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    @SuppressWarnings("unchecked") // the codec of the API the request names
    private <T> void write(MessageCodec<T> codec, Object request, int version) {
        codec.write((T) request, writer, version);
    }

    /** Waits until all that was sent is answered. */
    void awaitReplies() throws IOException {
        for (; received < sent; received++) {
            read(4);
            read(reply.getInt(0));
        }
    }

    private void read(int bytes) throws IOException {
        if (reply.capacity() < bytes) {
            reply = ByteBuffer.allocate(bytes);
        }
        reply.clear().limit(bytes);
        while (reply.hasRemaining()) {
            if (channel.read(reply) < 0) {
                throw new EOFException("the broker closed the connection");
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
