package io.ottla.broker.config;

import io.ottla.broker.config.definition.UpdateMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What may be changed of a broker's configuration while it runs (KIP-226). Stateless. */
public final class BrokerChanges {
    /** Belong to one listener each, and may change only with its prefix. */
    private static final Set<String> KEYS_AND_TRUST = Set.of(
            "ssl.key.password",
            "ssl.keystore.certificate.chain",
            "ssl.keystore.key",
            "ssl.keystore.location",
            "ssl.keystore.password",
            "ssl.keystore.type",
            "ssl.truststore.certificates",
            "ssl.truststore.location",
            "ssl.truststore.password",
            "ssl.truststore.type");

    /** May be doubled or halved at a time, no more: so Kafka protects itself from slips. */
    private static final List<String> THREADS = List.of(
            "num.io.threads",
            "num.network.threads",
            "num.replica.fetchers",
            "num.recovery.threads.per.data.dir",
            "background.threads");

    private BrokerChanges() {}

    /**
     * What is wrong with {@code wanted}, all that would be set then for this broker or for all brokers; empty if nothing.
     *
     * @param now the configuration that {@code wanted} would change
     */
    public static Optional<String> complaint(BrokerConfig now, boolean forAll, Map<String, String> wanted) {
        for (var setting : wanted.entrySet()) {
            var complaint = complaint(forAll, setting.getKey(), setting.getValue());
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        BrokerConfig then;
        try {
            then = forAll ? now.changed(wanted, now.forThisBroker()) : now.changed(now.forAllBrokers(), wanted);
        } catch (ConfigMistake mistake) {
            return Optional.of(mistake.lines().get(0));
        }
        for (var name : THREADS) {
            int before = now.intOf(name);
            int after = then.intOf(name);
            if (after > 2 * before || after < before / 2) {
                return Optional.of(ConfigMistake.line(
                        name,
                        Integer.toString(after),
                        "no more than twice and no less than half of " + before + " at a time"));
            }
        }
        return listening(then).or(() -> Contradictions.in(then).stream().findFirst());
    }

    /** What is wrong with the listeners there would be. */
    private static Optional<String> listening(BrokerConfig then) {
        for (var listener : then.network().listeners()) {
            if (listener.protocol() != SecurityProtocol.PLAINTEXT) {
                return Optional.of("listener " + listener.name() + " is to speak " + listener.protocol()
                        + ", which is not served yet; only PLAINTEXT is");
            }
        }
        return then.network().listeners().stream().allMatch(Listener::forControllers)
                ? Optional.of("listeners: must hold one for clients")
                : Optional.empty();
    }

    private static Optional<String> complaint(boolean forAll, String name, String value) {
        var found = BrokerSettingNames.find(name);
        if (found.isEmpty()) {
            return Optional.empty(); // as Kafka: it may belong to a plug-in
        }
        var definition = found.get();
        if (definition.updateMode() == UpdateMode.READ_ONLY) {
            return Optional.of(name + ": cannot be changed while a broker runs");
        }
        if (KEYS_AND_TRUST.contains(name)) {
            return Optional.of(name + ": can be changed for one listener only, as listener.name.NAME." + name);
        }
        if (forAll && definition.updateMode() == UpdateMode.PER_BROKER) {
            return Optional.of(name + ": can be changed for one broker only, not for all together");
        }
        return definition
                .complaint(value)
                .map(allowed -> definition.secret()
                        ? ConfigMistake.line(name, "[hidden]", allowed)
                        : ConfigMistake.line(name, value, allowed));
    }
}
