package io.ottla.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.wire.ApiKey;
import io.ottla.wire.VersionRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** docs/compatibility.md says what {@link ApiKey} says. {@code -Dupdate.docs=true} writes that part of the page anew. */
class CompatibilityPageTest {
    private static final Path PAGE = Path.of(System.getProperty("ottla.root", ".."), "docs", "compatibility.md");

    /** Here begins what compat-tests/run writes. */
    private static final String CLIENTS = "\n## Clients\n";

    @Test
    void the_page_says_what_is_served() throws IOException {
        var written = Files.readString(PAGE);
        var clients = written.indexOf(CLIENTS);
        var apis = written.substring(0, clients < 0 ? written.length() : clients);
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(PAGE, page() + written.substring(apis.length()));
            apis = page();
        }
        assertEquals(page(), apis, "mvn -pl broker test -Dtest=CompatibilityPageTest -Dupdate.docs=true");
    }

    private static String page() {
        var page = new StringBuilder("""
                # What is served

                Written from the table of APIs in the code; a test holds the page against it.

                *Known*: the versions the codecs read and write. *Served*: the versions a handler answers. *Advertised*: what ApiVersions
                names where that is not the same: more, because clients of librdkafka's family infer features from it; or nothing, because
                there is nothing to be had and Apache Kafka keeps silent too; or to nodes, where controllers listen, and to nobody else. An API that is not served is not advertised, and a request
                for it closes the connection, as Apache Kafka does.

                | key | API | known | served | advertised |
                |---|---|---|---|---|
                """);
        for (var api : ApiKey.values()) {
            var served = orNo(api.served());
            var advertised = orNo(api.advertised());
            page.append("| %d | %s | %s | %s | %s |%n"
                    .formatted(
                            api.code(),
                            api.kafkaName(),
                            api.known(),
                            served,
                            api.isForNodes() ? "to nodes" : served.equals(advertised) ? "" : advertised));
        }
        return page.toString();
    }

    private static String orNo(@Nullable VersionRange versions) {
        return versions == null ? "no" : versions.toString();
    }
}
