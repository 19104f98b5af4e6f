package io.ottla.compat.differential.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/** The APIs and versions that the two brokers say they serve. Immutable. */
public record Served(ApiVersionsResponseData kafka, ApiVersionsResponseData ottla) {
    /** The versions that both serve; none if one does not know the API. */
    public IntStream byBoth(ApiKeys api) {
        var theirs = kafka.apiKeys().find(api.id);
        var ours = ottla.apiKeys().find(api.id);
        return theirs == null || ours == null
                ? IntStream.empty()
                : IntStream.rangeClosed(
                        Math.max(theirs.minVersion(), ours.minVersion()),
                        Math.min(theirs.maxVersion(), ours.maxVersion()));
    }

    /** A line for each API that Ottla serves: its versions here, and there. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (var range : ottla.apiKeys()) {
            lines.add(ApiKeys.forId(range.apiKey()).name + " " + told(range) + " | "
                    + told(kafka.apiKeys().find(range.apiKey())));
        }
        return lines;
    }

    private static String told(@Nullable ApiVersion range) {
        return range == null ? "none" : range.minVersion() + "-" + range.maxVersion();
    }
}
