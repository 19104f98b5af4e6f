package io.ottla.compat.hostile;

import io.ottla.compat.Peer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.ApiVersionsRequest;

/** What a broker says it serves. */
final class Served {
    private Served() {}

    /** A sample of every version of every API that the broker serves. */
    static List<Sample> samples(String bootstrap) throws IOException {
        var samples = new ArrayList<Sample>();
        var retired = new ArrayList<String>();
        try (var peer = Peer.connect(bootstrap)) {
            var answer = (ApiVersionsResponseData) peer.ask(new ApiVersionsRequest.Builder().build((short) 3));
            for (var served : answer.apiKeys()) {
                var api = ApiKeys.forId(served.apiKey());
                int oldest = Math.max(served.minVersion(), api.messageType.lowestSupportedVersion());
                int newest = Math.min(served.maxVersion(), api.messageType.highestSupportedVersion(true));
                // Old versions of Produce are only named, for clients that look for them.
                for (int version = served.minVersion(); version < oldest && api != ApiKeys.PRODUCE; version++) {
                    retired.add(api.id + ":" + version);
                }
                for (int version = oldest; version <= newest; version++) {
                    samples.add(Sample.of(api, (short) version));
                }
            }
        }
        samples.addAll(RetiredSamples.of(retired));
        return samples;
    }
}
