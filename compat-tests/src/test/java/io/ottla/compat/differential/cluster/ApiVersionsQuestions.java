package io.ottla.compat.differential.cluster;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import java.nio.ByteBuffer;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.protocol.ApiKeys;

/** Who asks, and whether the name and version it gives are any. */
final class ApiVersionsQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.API_VERSIONS;
    }

    @Override
    public void ask(Asking on) {
        int version = on.version();
        ask(on, "a client with a name", "kcat", "1.7.1");
        if (version >= 3) {
            ask(on, "a client without name", "", "1.0");
            ask(on, "a client without version", "kcat", "");
            ask(on, "a name that ends in a dash", "kcat-", "1.0");
            ask(on, "a name with a blank", "k cat", "1.0");
            ask(on, "a version with a slash", "kcat", "1/0");
            ask(on, "dots and dashes within", "a.b-c", "1.0-rc.1");
        }
        on.askRaw("a body that is cut", peer -> ByteBuffer.allocate(version >= 3 ? 1 : 0));
        on.askRaw("a body that is too long", peer -> ByteBuffer.allocate(5));
    }

    private void ask(Asking on, String what, String name, String softwareVersion) {
        on.ask(
                what,
                peer -> new ApiVersionsRequestData()
                        .setClientSoftwareName(name)
                        .setClientSoftwareVersion(softwareVersion));
    }
}
