package io.ottla.broker.config;

import io.ottla.broker.config.definition.ConfigType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the network layer needs to know. Immutable.
 *
 * @param ioLoops num.network.threads when it is set, else one for every two processors (decisions/0006)
 * @param listenBacklog connections the kernel may hold before they are accepted
 * @param sendBufferBytes of a socket; -1 leaves it to the system
 * @param receiveBufferBytes of a socket; -1 leaves it to the system
 * @param requestMaxBytes size prefix above which a connection is closed
 * @param queuedMaxRequestBytes requests in memory of all connections; -1 for no such bound
 * @param queuedMaxRequests requests in memory of all connections
 */
public record NetworkSettings(
        List<Listener> listeners,
        int ioLoops,
        int listenBacklog,
        int sendBufferBytes,
        int receiveBufferBytes,
        int requestMaxBytes,
        long queuedMaxRequestBytes,
        int queuedMaxRequests,
        ConnectionLimits connections) {

    /**
     * How many connections there may be and how long they may be silent.
     *
     * @param most of all clients together
     * @param mostPerIp of one address that has no number of its own
     * @param mostOfIp by address or host name
     * @param mostNewPerSecond of all clients together
     * @param maxIdle after which a silent connection is closed
     * @param ofListener by its name, what holds for it beside what holds for all
     */
    public record ConnectionLimits(
            int most,
            int mostPerIp,
            Map<String, Integer> mostOfIp,
            int mostNewPerSecond,
            Duration maxIdle,
            Map<String, ListenerLimits> ofListener) {}

    /**
     * How many connections one listener takes.
     *
     * @param most listener.name.NAME.max.connections
     * @param mostNewPerSecond listener.name.NAME.max.connection.creation.rate
     */
    public record ListenerLimits(int most, int mostNewPerSecond) {}

    static NetworkSettings of(BrokerConfig config, List<Listener> listeners) {
        return new NetworkSettings(
                listeners,
                config.isSet("num.network.threads")
                        ? config.intOf("num.network.threads")
                        : Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                config.intOf("socket.listen.backlog.size"),
                config.intOf("socket.send.buffer.bytes"),
                config.intOf("socket.receive.buffer.bytes"),
                config.intOf("socket.request.max.bytes"),
                config.longOf("queued.max.request.bytes"),
                config.intOf("queued.max.requests"),
                new ConnectionLimits(
                        config.intOf(BrokerSettingNames.LISTENER_MOST),
                        config.intOf("max.connections.per.ip"),
                        perIp(config),
                        config.intOf(BrokerSettingNames.LISTENER_RATE),
                        Duration.ofMillis(config.longOf("connections.max.idle.ms")),
                        perListener(config, listeners)));
    }

    private static Map<String, ListenerLimits> perListener(BrokerConfig config, List<Listener> listeners) {
        var perListener = new HashMap<String, ListenerLimits>();
        for (var listener : listeners) {
            var name = listener.name();
            perListener.put(
                    name,
                    new ListenerLimits(
                            config.intOf(BrokerSettingNames.ofListener(name, BrokerSettingNames.LISTENER_MOST)),
                            config.intOf(BrokerSettingNames.ofListener(name, BrokerSettingNames.LISTENER_RATE))));
        }
        return Map.copyOf(perListener);
    }

    private static Map<String, Integer> perIp(BrokerConfig config) {
        var setting = "max.connections.per.ip.overrides";
        var perIp = new HashMap<String, Integer>();
        for (var pair : ConfigType.split(config.text(setting).orElse(""))) {
            int colon = pair.lastIndexOf(':');
            var most = ConfigType.INT.read(pair.substring(colon + 1));
            if (colon <= 0 || !(most instanceof Integer number) || number < 0) {
                throw ConfigMistake.of(setting, pair, "host:number,host:number,... with numbers from 0");
            }
            perIp.put(pair.substring(0, colon).strip(), number);
        }
        return Map.copyOf(perIp);
    }
}
