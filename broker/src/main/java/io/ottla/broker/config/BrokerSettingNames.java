package io.ottla.broker.config;

import io.ottla.broker.config.definition.Definition;
import io.ottla.broker.config.definition.Definitions;
import io.ottla.broker.config.definition.WithoutEffect;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a name in a broker's configuration means: some settings may be given for one listener
 * ({@code listener.name.NAME.ssl.keystore.location}) or one of its mechanisms
 * ({@code listener.name.NAME.MECHANISM.sasl.jaas.config}). Stateless.
 */
final class BrokerSettingNames {
    private static final String LISTENER_PREFIX = "listener.name.";

    /** How many connections, of all listeners or of one. */
    static final String LISTENER_MOST = "max.connections";

    /** How many new connections a second, of all listeners or of one. */
    static final String LISTENER_RATE = "max.connection.creation.rate";

    /** Those that count for one listener alone, too. */
    private static final Set<String> PER_LISTENER = Set.of(LISTENER_MOST, LISTENER_RATE);

    private BrokerSettingNames() {}

    /** The definition behind {@code name}; empty if no setting is called so. */
    static Optional<Definition> find(String name) {
        var plain = Definitions.BROKER.find(name);
        if (plain.isPresent()) {
            return plain;
        }
        return name.startsWith(LISTENER_PREFIX) ? ofListener(name) : Definitions.REPLICATION_QUOTA.find(name);
    }

    /** The name for all listeners behind a {@code name} that is for one of them; empty if it is not. */
    static Optional<String> ofAllListeners(String name) {
        return name.startsWith(LISTENER_PREFIX) ? ofListener(name).map(Definition::name) : Optional.empty();
    }

    /** The name by which {@code setting} is given for one listener alone. */
    static String ofListener(String listener, String setting) {
        return LISTENER_PREFIX + listener.toLowerCase(Locale.ROOT) + "." + setting;
    }

    /** Is {@code name} known, and nothing comes of setting it? */
    static boolean isIdle(String name) {
        boolean isForOneInVain = ofAllListeners(name)
                .filter(general -> !PER_LISTENER.contains(general))
                .isPresent();
        return isForOneInVain || find(name).map(Definition::isIdle).orElse(false);
    }

    /** Why changing {@code name} while the broker runs changes nothing; empty if it does, or nobody knows the name. */
    static Optional<WithoutEffect> withoutEffect(String name) {
        return find(name).flatMap(Definition::withoutEffect);
    }

    /** Must the value of {@code name} never be shown? So it is with what nobody knows, too. */
    static boolean isSecret(String name) {
        return find(name).map(Definition::secret).orElse(true);
    }

    /** Is {@code name} one of those that a plug-in named in {@code settings} may ask for? */
    static boolean isForPlugin(String name, Map<String, String> settings) {
        return name.startsWith("config.providers.")
                || name.startsWith(settings.getOrDefault("remote.log.storage.manager.impl.prefix", "rsm.config."))
                || name.startsWith(settings.getOrDefault("remote.log.metadata.manager.impl.prefix", "rlmm.config."));
    }

    private static Optional<Definition> ofListener(String name) {
        for (int dot = name.indexOf('.', LISTENER_PREFIX.length()); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            var found = Definitions.BROKER.find(name.substring(dot + 1));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
