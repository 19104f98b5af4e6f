package io.ottla.broker.handler.connection;

import io.ottla.wire.Uuid;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What a broker that receives no telemetry says of it. Immutable.
 *
 * @param mostBytes telemetry.max.bytes
 */
public record Telemetry(int mostBytes) {
    static final int PUSH_INTERVAL_MS = 300_000;

    /** zstd, lz4, gzip, snappy: the best first. */
    static final List<Byte> COMPRESSIONS = List.of((byte) 4, (byte) 3, (byte) 1, (byte) 2);

    /** A number that changes with what is wanted of the client; made as Apache Kafka makes it. */
    static int subscriptionId(Uuid client) {
        var wanted = List.of().toString() + PUSH_INTERVAL_MS;
        var crc = new CRC32C();
        crc.update(wanted.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue() ^ client.hashCode();
    }
}
