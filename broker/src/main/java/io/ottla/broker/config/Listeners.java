package io.ottla.broker.config;

import io.ottla.broker.config.Listener.Address;
import io.ottla.broker.config.definition.ConfigType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads listeners and what they advertise out of the settings that speak of them. Stateless. */
final class Listeners {
    private static final String SHAPE = "NAME://host:port, with a port from 0 to 65535";
    private static final Set<String> WILDCARDS = Set.of("", "0.0.0.0", "::", "0:0:0:0:0:0:0:0");

    private Listeners() {}

    /** @throws ConfigMistake if they contradict each other */
    static List<Listener> of(BrokerConfig config) {
        var protocols = protocols(config);
        var bound = endpoints("listeners", config.list("listeners"));
        var advertised = endpoints("advertised.listeners", config.list("advertised.listeners"));
        for (var name : advertised.keySet()) {
            if (!bound.containsKey(name)) {
                throw ConfigMistake.of("advertised.listeners", name, "a name that listeners has too");
            }
        }
        var controllers = config.list("controller.listener.names");
        var listeners = new ArrayList<Listener>();
        for (var endpoint : bound.entrySet()) {
            var name = endpoint.getKey();
            var address = endpoint.getValue();
            var protocol = protocols.get(name);
            if (protocol == null) {
                throw ConfigMistake.of("listeners", name, "a name that listener.security.protocol.map has too");
            }
            var told = advertised.get(name);
            listeners.add(new Listener(
                    name,
                    protocol,
                    address.host(),
                    address.port(),
                    told == null ? reachable(address) : told,
                    controllers.contains(name)));
        }
        return List.copyOf(listeners);
    }

    /**
     * Those of {@code wanted}, of which {@code present} are there already and keep their addresses.
     *
     * @throws ConfigMistake if one would have to change while it is there
     */
    static List<Listener> succeeding(List<Listener> present, List<Listener> wanted) {
        var listeners = new ArrayList<Listener>();
        for (var one : wanted) {
            var before = present.stream()
                    .filter(other -> other.name().equals(one.name()))
                    .findFirst();
            if (before.isPresent() && !before.get().isBoundLike(one)) {
                throw ConfigMistake.of(
                        "listeners",
                        one.name() + "://" + one.host() + ":" + one.port(),
                        "where it is and speak what it speaks, until the broker starts anew;"
                                + " another address needs another name");
            }
            listeners.add(before.orElse(one));
        }
        return List.copyOf(listeners);
    }

    private static Map<String, SecurityProtocol> protocols(BrokerConfig config) {
        var setting = "listener.security.protocol.map";
        var protocols = new HashMap<String, SecurityProtocol>();
        for (var name : config.list("controller.listener.names")) {
            protocols.put(name, SecurityProtocol.PLAINTEXT); // as Kafka: a controller's listener need not be in the map
        }
        for (var pair : ConfigType.split(config.text(setting).orElse(""))) {
            int colon = pair.indexOf(':');
            try {
                protocols.put(
                        normal(pair.substring(0, Math.max(colon, 0))),
                        SecurityProtocol.valueOf(normal(pair.substring(colon + 1))));
            } catch (IllegalArgumentException unknown) {
                throw ConfigMistake.of(
                        setting, pair, "NAME:PROTOCOL, with one of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL");
            }
        }
        return protocols;
    }

    private static Map<String, Address> endpoints(String setting, List<String> texts) {
        var endpoints = new LinkedHashMap<String, Address>();
        for (var text : texts) {
            int name = text.indexOf("://");
            int port = text.lastIndexOf(':');
            if (name <= 0 || port < name + 3) {
                throw ConfigMistake.of(setting, text, SHAPE);
            }
            var address = new Address(unbracketed(text.substring(name + 3, port)), port(setting, text, port));
            if (endpoints.put(normal(text.substring(0, name)), address) != null) {
                throw ConfigMistake.of(setting, text, "under a name of its own");
            }
        }
        return endpoints;
    }

    private static int port(String setting, String text, int colon) {
        var port = ConfigType.INT.read(text.substring(colon + 1));
        if (port instanceof Integer number && number >= 0 && number <= 65535) {
            return number;
        }
        throw ConfigMistake.of(setting, text, SHAPE);
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static String normal(String name) {
        return name.strip().toUpperCase(Locale.ROOT);
    }

    /** What clients can be told when nobody says: the name bound to, or this machine's when every interface is bound. */
    private static Address reachable(Address bound) {
        if (!WILDCARDS.contains(bound.host())) {
            return bound;
        }
        try {
            return new Address(InetAddress.getLocalHost().getCanonicalHostName(), bound.port());
        } catch (UnknownHostException nameless) {
            return new Address("localhost", bound.port());
        }
    }
}
