package io.ottla.broker.config;

import io.ottla.broker.config.definition.ConfigType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What this node is in its cluster, and who the cluster's controllers are. Immutable.
 *
 * @param voters of controller.quorum.voters; empty where a node is alone and nobody said so
 * @param betweenBrokers inter.broker.listener.name, or what stands for it: the name of security.inter.broker.protocol
 */
public record QuorumSettings(boolean isBroker, boolean isController, List<Voter> voters, String betweenBrokers) {
    private static final String VOTERS = "controller.quorum.voters";
    private static final String ROLES = "process.roles";
    private static final String BETWEEN_BROKERS = "inter.broker.listener.name";

    /** A controller, and where it listens to the others. */
    public record Voter(int nodeId, String host, int port) {}

    /** Is this node broker and only controller in one, so that there is nothing to agree on with anybody? */
    public boolean isAlone() {
        return isBroker && isController && voters.size() <= 1;
    }

    /** @throws ConfigMistake if a voter is not {@code id@host:port} */
    static QuorumSettings of(BrokerConfig config) {
        List<String> roles = config.list(ROLES);
        List<Voter> voters = new ArrayList<>();
        for (String text : config.list(VOTERS)) {
            voters.add(voter(text));
        }
        return new QuorumSettings(
                roles.contains("broker"),
                roles.contains("controller"),
                List.copyOf(voters),
                config.text(BETWEEN_BROKERS)
                        .filter(name -> !name.isEmpty())
                        .or(() -> config.text("security.inter.broker.protocol"))
                        .orElse("PLAINTEXT")
                        .toUpperCase(Locale.ROOT));
    }

    private static Voter voter(String text) {
        int at = text.indexOf('@');
        int colon = text.lastIndexOf(':');
        if (at > 0
                && colon > at + 1
                && ConfigType.INT.read(text.substring(0, at)) instanceof Integer id
                && ConfigType.INT.read(text.substring(colon + 1)) instanceof Integer port
                && port > 0
                && port <= 65535) {
            return new Voter(id, text.substring(at + 1, colon), port);
        }
        throw ConfigMistake.of(VOTERS, text, "id@host:port");
    }

    /** A line for each thing that does not fit this node. */
    List<String> mistakes(BrokerConfig config) {
        if (!isBroker || !isController) {
            return List.of(ConfigMistake.line(
                    ROLES,
                    String.join(",", config.list(ROLES)),
                    "broker,controller: nodes that are one without the other are not served yet"));
        }
        List<String> lines = new ArrayList<>();
        if (isAlone()) {
            return lines;
        }
        Set<Integer> ids = new TreeSet<>();
        voters.forEach(voter -> ids.add(voter.nodeId()));
        if (ids.size() < voters.size()) {
            lines.add(ConfigMistake.line(VOTERS, text(config), "a list in which each id stands once"));
        }
        if (!ids.contains(config.nodeId())) {
            lines.add(ConfigMistake.line(VOTERS, text(config), "a list with node.id=" + config.nodeId() + " in it"));
        }
        if (config.network().listeners().stream().noneMatch(Listener::forControllers)) {
            lines.add(ConfigMistake.line(
                    "controller.listener.names",
                    config.text("controller.listener.names").orElse(""),
                    "the name of one of listeners, by which controllers speak with each other"));
        }
        if (config.network().listeners().stream()
                .noneMatch(one -> !one.forControllers() && one.name().equals(betweenBrokers))) {
            lines.add(ConfigMistake.line(
                    BETWEEN_BROKERS, betweenBrokers, "the name of one of listeners that is not for controllers"));
        }
        return lines;
    }

    private static String text(BrokerConfig config) {
        return String.join(",", config.list(VOTERS));
    }
}
