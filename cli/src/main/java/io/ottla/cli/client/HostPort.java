package io.ottla.cli.client;

import java.util.ArrayList;
import java.util.List;

/** Where a broker listens: a host name or address, without brackets, and a port. */
public record HostPort(String host, int port) {
    private static final int LARGEST_PORT = 65535;

    /**
     * Reads {@code host:port,host:port,[::1]:port}.
     *
     * @throws ClientFailure naming the part that is not an address
     */
    public static List<HostPort> parseList(String servers) {
        var found = new ArrayList<HostPort>();
        for (var part : servers.split(",", -1)) {
            if (!part.isBlank()) {
                found.add(parse(part.strip()));
            }
        }
        if (found.isEmpty()) {
            throw new ClientFailure("no server address in '" + servers + "'; host:port is expected");
        }
        return List.copyOf(found);
    }

    private static HostPort parse(String text) {
        var colon = text.lastIndexOf(':');
        var scheme = text.indexOf("://");
        var host = text.substring(scheme < 0 ? 0 : scheme + 3, Math.max(colon, scheme < 0 ? 0 : scheme + 3));
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        var port = colon < 0 ? -1 : portOrMinusOne(text.substring(colon + 1));
        if (host.isEmpty() || port < 0 || port > LARGEST_PORT) {
            throw new ClientFailure("'" + text + "' is not a server address; host:port is expected");
        }
        return new HostPort(host, port);
    }

    private static int portOrMinusOne(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    /** {@code host:port}, as it is written on a command line. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
