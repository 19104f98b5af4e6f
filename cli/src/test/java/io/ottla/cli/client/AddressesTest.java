package io.ottla.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressesTest {
    @Test
    void addresses_are_separated_by_commas() {
        assertEquals(
                List.of(new HostPort("a", 1), new HostPort("::1", 2), new HostPort("b.c", 3)),
                HostPort.parseList("a:1, [::1]:2,PLAINTEXT://b.c:3,"));
    }

    @Test
    void an_address_is_written_as_it_is_read() {
        assertEquals("[::1]:2", new HostPort("::1", 2).toString());
        assertEquals("a:1", new HostPort("a", 1).toString());
    }

    @Test
    void what_is_no_address_is_named() {
        for (var text : List.of("a", "a:b", ":1", "a:70000", "", ",")) {
            assertThrows(ClientFailure.class, () -> HostPort.parseList(text), text);
        }
    }

    @Test
    void a_property_that_is_no_number_is_named() {
        var settings = new ClientSettings(HostPort.parseList("a:1"), Map.of("request.timeout.ms", "soon"));
        var line = assertThrows(ClientFailure.class, settings::requestTimeout).line();
        assertTrue(line.contains("request.timeout.ms=soon"), line);
    }

    @Test
    void a_security_protocol_that_is_not_there_is_refused() {
        assertThrows(
                ClientFailure.class,
                () -> new ClientSettings(HostPort.parseList("a:1"), Map.of("security.protocol", "SSL")));
    }

    /** Values of org.apache.kafka.common.utils.Utils.murmur2 for the same bytes. */
    @Test
    void keys_are_hashed_as_kafkas_clients_hash_them() {
        for (var text : List.of("", "a", "ab", "abc", "abcd", "abcdefghijk", "\u00e9\u00e9\u00e9")) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            assertEquals(
                    org.apache.kafka.common.utils.Utils.murmur2(bytes), Murmur2.hash(ByteBuffer.wrap(bytes)), text);
        }
    }
}
