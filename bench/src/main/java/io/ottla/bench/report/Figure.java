package io.ottla.bench.report;

/**
 * Something measured of each broker, and what Ottla's share of Apache Kafka's is to be.
 *
 * <p>In the order of the table.
 */
public enum Figure {
    START_FRESH("start", "exec to first Metadata, fresh directory", "s", Goal.atMost(0.15)),
    START_FRESH_CPU("start", "CPU until then", "CPU-s", Goal.NONE),
    IDLE_RESIDENT("start", "resident memory after 10 s idle", "MB", Goal.atMost(0.25)),
    IDLE_CPU("start", "idle CPU", "% of a core", Goal.atMost(0.1)),
    IDLE_THREADS("start", "threads", "", Goal.NONE),

    CREATE_1000("start1000", "create 1000 partitions until all have taken a record", "s", Goal.atMost(0.1)),
    START_1000_CLEAN("start1000", "exec to first Metadata, 1000 partitions closed cleanly", "s", Goal.atMost(0.15)),
    START_1000_CLEAN_CPU("start1000", "CPU until then", "CPU-s", Goal.NONE),
    START_1000_CLEAN_SERVED("start1000", "... until all have taken a record", "s", Goal.NONE),
    START_1000_KILL9("start1000", "exec to first Metadata, 1000 partitions after kill -9", "s", Goal.atMost(0.15)),
    START_1000_KILL9_CPU("start1000", "CPU until then", "CPU-s", Goal.NONE),
    START_1000_KILL9_SERVED("start1000", "... until all have taken a record", "s", Goal.NONE),

    FIRST_TEN("small", "64 connections, depth 1, first 10 s after start: CPU", "us/req", Goal.atMost(0.4)),
    FIRST_TEN_RATE("small", "... requests", "req/s", Goal.NONE),
    DEPTH_1_CPU("small", "produce 100 bytes, 64 connections, depth 1: CPU", "us/req", Goal.atMost(0.4)),
    DEPTH_1_RATE("small", "... requests", "req/s", Goal.NONE),
    DEPTH_1_P50("small", "... p50", "us", Goal.NONE),
    DEPTH_1_P99("small", "... p99", "us", Goal.NONE),
    DEPTH_5_CPU("small", "the same, depth 5: CPU", "us/req", Goal.atMost(0.3)),
    DEPTH_5_RATE("small", "... requests", "req/s", Goal.NONE),
    DEPTH_5_P99("small", "... p99", "us", Goal.NONE),
    ONE_CPU("small", "1 connection, depth 1: CPU", "us/req", Goal.atMost(0.5)),
    ONE_RATE("small", "... requests", "req/s", Goal.NONE),
    ONE_P50("small", "... p50", "us", Goal.NONE),
    ONE_P99("small", "... p99", "us", Goal.NONE),
    API_VERSIONS_CPU("small", "ApiVersions, 64 connections: CPU", "us/req", Goal.atMost(0.3)),
    API_VERSIONS_RATE("small", "... requests", "req/s", Goal.NONE),
    LOADED_RESIDENT("small", "resident memory after this load", "MB", Goal.NONE),

    OPEN_CPU("open", "64 connections, 5000 req/s open loop: CPU", "us/req", Goal.NONE),
    OPEN_P50("open", "... p50", "us", Goal.NONE),
    OPEN_P99("open", "... p99", "us", Goal.NONE),
    OPEN_P999("open", "... p99.9", "us", Goal.NONE),

    LARGE_CPU("large", "produce 64 KiB batches, acks=all: CPU", "CPU-s/GB", Goal.atMost(0.7)),
    LARGE_RATE("large", "... throughput", "MB/s", Goal.NONE),
    FETCH_CPU("large", "catch-up fetch, 4 partitions, copying: CPU", "CPU-s/GB", Goal.atMost(1.0)),
    FETCH_RATE("large", "... throughput", "MB/s", Goal.NONE),
    FETCH_DISCARD_CPU("large", "the same, discarding: CPU", "CPU-s/GB", Goal.atMost(1.0)),
    FETCH_DISCARD_RATE("large", "... throughput", "MB/s", Goal.NONE),
    FAN_OUT_CPU("large", "10 readers of one partition, copying: CPU", "CPU-s/GB", Goal.atMost(1.0)),
    FAN_OUT_RATE("large", "... throughput", "MB/s", Goal.NONE),
    FAN_OUT_DISCARD_CPU("large", "the same, discarding: CPU", "CPU-s/GB", Goal.atMost(1.0)),
    FAN_OUT_DISCARD_RATE("large", "... throughput", "MB/s", Goal.NONE),

    FLUSH_RATE("flush", "flush.messages=1, 64 connections, depth 1", "req/s", Goal.atLeast(4)),
    FLUSH_CPU("flush", "... CPU", "us/req", Goal.NONE),
    FLUSH_P50("flush", "... p50", "us", Goal.NONE),
    FLUSH_P99("flush", "... p99", "us", Goal.NONE),

    SPREAD_IDLE_CPU("spread", "idle CPU with 1000 partitions", "% of a core", Goal.atMost(0.1)),
    SPREAD_CPU("spread", "produce 100 bytes over 1000 partitions, 64 connections: CPU", "us/req", Goal.atMost(0.15)),
    SPREAD_RATE("spread", "... requests", "req/s", Goal.NONE),
    SPREAD_P50("spread", "... p50", "us", Goal.NONE),
    SPREAD_P99("spread", "... p99", "us", Goal.atMost(0.1)),
    METADATA_CPU("spread", "Metadata of 1000 partitions, 16 connections: CPU", "us/req", Goal.atMost(0.15)),
    METADATA_RATE("spread", "... requests", "req/s", Goal.NONE),

    CONNECTION_RESIDENT("connections", "resident memory per 1000 idle connections", "MB", Goal.atMost(1.0)),
    CONNECTION_RATE("connections", "connections opened and asked for ApiVersions", "1/s", Goal.NONE),

    GROUP_SAME("group", "50 members of a group to a stable assignment, 3 s initial delay", "s", Goal.atMost(0.5)),
    GROUP_DEFAULT("group", "the same, each broker with its defaults", "s", Goal.atMost(0.15));

    private final String room;
    private final String label;
    private final String unit;
    private final Goal goal;

    Figure(String room, String label, String unit, Goal goal) {
        this.room = room;
        this.label = label;
        this.unit = unit;
        this.goal = goal;
    }

    /** The case that measures it. */
    public String room() {
        return room;
    }

    public String label() {
        return label;
    }

    public String unit() {
        return unit;
    }

    public Goal goal() {
        return goal;
    }
}
