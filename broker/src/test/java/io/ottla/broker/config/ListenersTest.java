package io.ottla.broker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ottla.broker.config.Listener.Address;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListenersTest {
    @Test
    void what_is_bound_is_advertised_unless_something_else_is_said() {
        var listeners = listeners(Map.of(
                "listeners", "INSIDE://10.0.0.1:9092,outside://[::1]:9093",
                "advertised.listeners", "OUTSIDE://broker.example:443",
                "listener.security.protocol.map", "INSIDE:PLAINTEXT,OUTSIDE:SASL_SSL"));
        assertEquals(
                List.of(
                        new Listener(
                                "INSIDE",
                                SecurityProtocol.PLAINTEXT,
                                "10.0.0.1",
                                9092,
                                new Address("10.0.0.1", 9092),
                                false),
                        new Listener(
                                "OUTSIDE",
                                SecurityProtocol.SASL_SSL,
                                "::1",
                                9093,
                                new Address("broker.example", 443),
                                false)),
                listeners);
    }

    @Test
    void every_interface_is_advertised_by_the_name_of_the_machine() {
        for (var everywhere : List.of("PLAINTEXT://:9092", "PLAINTEXT://0.0.0.0:9092", "PLAINTEXT://[::]:9092")) {
            var host = listeners(Map.of("listeners", everywhere))
                    .get(0)
                    .advertised()
                    .host();
            assertFalse(List.of("", "0.0.0.0", "::").contains(host), host);
        }
    }

    @Test
    void what_does_not_name_a_place_is_refused_with_its_shape() {
        for (var bad : List.of("localhost:9092", "PLAINTEXT://localhost", "PLAINTEXT://h:65536", "PLAINTEXT://h:x")) {
            assertEquals(
                    "listeners=" + bad + ": must be NAME://host:port, with a port from 0 to 65535",
                    mistake(Map.of("listeners", bad)));
        }
    }

    @Test
    void a_name_without_a_protocol_or_a_place_is_refused() {
        assertEquals(
                "listeners=FOO: must be a name that listener.security.protocol.map has too",
                mistake(Map.of("listeners", "FOO://localhost:9092")));
        assertEquals(
                "advertised.listeners=SSL: must be a name that listeners has too",
                mistake(Map.of("advertised.listeners", "SSL://localhost:9092")));
        assertEquals(
                "listeners=plaintext://localhost:9093: must be under a name of its own",
                mistake(Map.of("listeners", "PLAINTEXT://localhost:9092,plaintext://localhost:9093")));
    }

    private static List<Listener> listeners(Map<String, String> settings) {
        return BrokerConfig.of(settings).network().listeners();
    }

    private static String mistake(Map<String, String> settings) {
        return assertThrows(ConfigMistake.class, () -> BrokerConfig.of(settings))
                .lines()
                .get(0);
    }
}
