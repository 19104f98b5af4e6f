package io.ottla.broker.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;

/**
 * How what controllers say to each other about their log looks on the wire. It is ours alone and no part of Kafka's protocol, but comes by
 * the same listener, in frames that begin as all requests do, under an API key that Kafka has not.
 *
 * <pre>
 *   request:  size int32, api key int16, version int16, correlation id int32, no client id int16 = -1,
 *             cluster id (int16 and bytes), kind int8, message
 *   response: size int32, correlation id int32, refused int8, message
 * </pre>
 */
final class RaftFrames {
    /** Far above any API of Kafka's. */
    static final short API_KEY = 0x4f54;

    static final short VERSION = 0;
    static final int CORRELATION_ID_AT = 4;
    static final int CLUSTER_ID_AT = 10;

    private RaftFrames() {}

    static ByteBuf request(
            ByteBufAllocator allocator, int correlationId, String clusterId, byte kind, ByteBuffer message) {
        byte[] cluster = clusterId.getBytes(UTF_8);
        int size = CLUSTER_ID_AT + Short.BYTES + cluster.length + 1 + message.remaining();
        return allocator
                .buffer(Integer.BYTES + size)
                .writeInt(size)
                .writeShort(API_KEY)
                .writeShort(VERSION)
                .writeInt(correlationId)
                .writeShort(-1)
                .writeShort(cluster.length)
                .writeBytes(cluster)
                .writeByte(kind)
                .writeBytes(message.duplicate());
    }
}
