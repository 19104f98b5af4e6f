package io.ottla.cli.client;

/**
 * How to read, under the names of Kafka's consumer.
 *
 * @param maxWaitMs how long a broker may wait for the first byte to read
 * @param maxBytes how much one answer may hold, over all partitions
 * @param partitionBytes how much of one partition one answer may hold
 * @param verify are checksums looked at?
 */
public record FetchSettings(
        Isolation isolation, int maxWaitMs, int minBytes, int maxBytes, int partitionBytes, boolean verify) {

    /** What the properties say. */
    public static FetchSettings of(ClientSettings settings) {
        return new FetchSettings(
                isolation(settings.text("isolation.level", "read_uncommitted")),
                (int) settings.number("fetch.max.wait.ms", 500, 0),
                (int) settings.number("fetch.min.bytes", 1, 0),
                (int) settings.number("fetch.max.bytes", 50 << 20, 0),
                (int) settings.number("max.partition.fetch.bytes", 1 << 20, 0),
                !settings.text("check.crcs", "true").equalsIgnoreCase("false"));
    }

    private static Isolation isolation(String name) {
        return switch (name) {
            case "read_uncommitted" -> Isolation.READ_UNCOMMITTED;
            case "read_committed" -> Isolation.READ_COMMITTED;
            default ->
                throw new ClientFailure("isolation.level=" + name + ": read_uncommitted or read_committed is expected");
        };
    }
}
