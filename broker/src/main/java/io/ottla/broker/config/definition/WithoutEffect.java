package io.ottla.broker.config.definition;

import java.util.Locale;

/**
 * Why a setting of Kafka's is taken here and changes nothing; the rows call a reason by its name, as {@code
 * without-effect:cluster}. Whoever makes a setting count takes the word from its row.
 */
public enum WithoutEffect {
    THREADS("there are no such threads: loops and a few background threads do all the work"),
    FIXED_LOOPS("the number of loops stays as it was at the start", true),
    START_ONLY("it is looked at when the broker starts", true),
    CLUSTER("clusters of several nodes do not look at it yet"),
    COMPACTION("logs are not compacted yet"),
    CONSUMER_PROTOCOL("the consumer protocol of KIP-848 is not served yet, groups are classic"),
    SHARE_GROUPS("share groups are not served yet"),
    STREAMS_GROUPS("streams groups are not served yet"),
    TRANSACTIONS("transactions are not served yet"),
    REMOTE_STORAGE("remote storage is not served"),
    SECURITY("neither encryption nor authentication is served yet"),
    AUTHORIZATION("nobody is refused anything yet, whatever it says"),
    PLUG_INS("classes of others are not loaded"),
    METRICS("nothing reports metrics yet"),
    TELEMETRY("nobody here receives the metrics of clients"),
    PURGATORY("who waits is forgotten as soon as it is answered, nothing piles up"),
    PREALLOCATION("files grow as they are written"),
    METADATA_LOG("the metadata log is one file, and a snapshot takes the place of what is in it"),
    BUFFERS("what comes in one turn of a loop is written at once, what is loaded is read in bites of a fixed size"),
    CHECKPOINTS("the first offsets of logs are noted with their high watermarks"),
    MOVES("one background thread copies what moves between directories, and its rate has no windows");

    private final String reason;
    private final boolean onlyLive;

    WithoutEffect(String reason) {
        this(reason, false);
    }

    WithoutEffect(String reason, boolean onlyLive) {
        this.reason = reason;
        this.onlyLive = onlyLive;
    }

    /** In words, to stand behind a colon. */
    public String reason() {
        return reason;
    }

    /** Does the setting count in the file, and only a change while the broker runs does not? */
    public boolean onlyLive() {
        return onlyLive;
    }

    /** The reason that a row calls {@code name}. */
    static WithoutEffect named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
