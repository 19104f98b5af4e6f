package io.ottla.compat.differential.ask;

import org.apache.kafka.common.protocol.ApiKeys;

/** What is asked about one API, at every version that both brokers serve. */
public interface Questions {
    ApiKeys api();

    /** Asks everything that can be asked at this version; topics it makes are named after API and version. */
    void ask(Asking on);
}
