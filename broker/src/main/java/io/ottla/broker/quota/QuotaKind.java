package io.ottla.broker.quota;

/** What of a client's doings is limited. */
public enum QuotaKind {
    /** Bytes of Produce requests. */
    PRODUCE("producer_byte_rate"),
    /** Bytes that Fetch is answered with. */
    FETCH("consumer_byte_rate"),
    /** Time on our threads, in percent of one. */
    REQUEST("request_percentage"),
    /** Partitions made and deleted. */
    MUTATION("controller_mutation_rate");

    private final String key;

    QuotaKind(String key) {
        this.key = key;
    }

    /** Kafka's name of the limit. */
    String key() {
        return key;
    }
}
