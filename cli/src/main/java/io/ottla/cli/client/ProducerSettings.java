package io.ottla.cli.client;

import io.ottla.wire.compress.Compression;
import io.ottla.wire.compress.Compressor;
import java.time.Duration;

/**
 * How to produce, under the names of Kafka's producer.
 *
 * @param acks 0, 1, or -1 for all
 * @param idempotent does the broker check sequence numbers, so that nothing is written twice or out of order?
 * @param batchBytes up to where records are collected into one batch; a larger record makes a batch of its own
 * @param requestBytes up to where batches are collected into one request
 * @param linger how long a batch that is not full waits for more records, where {@link Producer#tick} is called
 * @param ackTimeout how long the broker may wait for replicas
 * @param deliveryTimeout how long a batch may be tried
 * @param retries how often a batch may be tried again
 */
public record ProducerSettings(
        short acks,
        boolean idempotent,
        Compressor compressor,
        int batchBytes,
        int requestBytes,
        Duration linger,
        Duration ackTimeout,
        Duration deliveryTimeout,
        int retries) {
    private static final int DEFAULT_BATCH_BYTES = 16 << 10;
    private static final int DEFAULT_LINGER_MS = 5;

    /** What the properties say. */
    public static ProducerSettings of(ClientSettings settings) {
        var acks = acks(settings.text("acks", "all"));
        var idempotence = settings.text("enable.idempotence", "");
        if (idempotence.equalsIgnoreCase("true") && acks != -1) {
            throw new ClientFailure("enable.idempotence=true needs acks=all");
        }
        return new ProducerSettings(
                acks,
                acks == -1 && !idempotence.equalsIgnoreCase("false"),
                compressor(settings),
                (int) settings.number("batch.size", DEFAULT_BATCH_BYTES, 0),
                (int) settings.number("max.request.size", 1 << 20, 1),
                Duration.ofMillis(settings.number("linger.ms", DEFAULT_LINGER_MS, 0)),
                Duration.ofMillis(settings.number("request.timeout.ms", 30_000, 1)),
                Duration.ofMillis(settings.number("delivery.timeout.ms", 120_000, 1)),
                (int) settings.number("retries", Integer.MAX_VALUE, 0));
    }

    private static short acks(String text) {
        return switch (text.strip()) {
            case "all", "-1" -> -1;
            case "0" -> 0;
            case "1" -> 1;
            default -> throw new ClientFailure("acks=" + text + ": one of all, -1, 0, 1 is expected");
        };
    }

    private static Compressor compressor(ClientSettings settings) {
        var name = settings.text("compression.type", "none");
        var compression = Compression.named(name)
                .orElseThrow(() -> new ClientFailure(
                        "compression.type=" + name + ": one of none, gzip, snappy, lz4, zstd is expected"));
        var level = settings.number(
                "compression." + compression.configName() + ".level", compression.defaultLevel(), Integer.MIN_VALUE);
        if (!compression.allowsLevel((int) level)) {
            throw new ClientFailure(
                    "compression." + name + ".level=" + level + ": " + compression.allowedLevels() + " is expected");
        }
        return new Compressor(compression, (int) level);
    }
}
