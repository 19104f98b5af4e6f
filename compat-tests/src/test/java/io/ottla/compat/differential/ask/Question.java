package io.ottla.compat.differential.ask;

import org.apache.kafka.common.protocol.ApiKeys;

/** The name of a question. */
record Question(String what, ApiKeys api, int version) {
    @Override
    public String toString() {
        return api.name + " v" + version + ": " + what;
    }
}
