package io.ottla.broker.config;

import io.ottla.broker.config.ShownSetting.Synonym;
import io.ottla.broker.config.definition.Definitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds everybody who has a say in a setting of a broker: this broker, all brokers, the file, Kafka. Stateless. */
final class Synonyms {
    /** Settings that stand in for each other, the first that is set wins. */
    private static final List<List<String>> FAMILIES = List.of(
            List.of("log.retention.ms", "log.retention.minutes", "log.retention.hours"),
            List.of("log.roll.ms", "log.roll.hours"),
            List.of("log.roll.jitter.ms", "log.roll.jitter.hours"));

    private Synonyms() {}

    /** Those of {@code name}, the one that holds first; values as they were written. */
    static List<Synonym> of(BrokerConfig config, String name) {
        var family = family(name);
        var synonyms = new ArrayList<Synonym>();
        add(synonyms, family, config.forThisBroker(), SettingSource.BROKER);
        add(synonyms, family, config.forAllBrokers(), SettingSource.ALL_BROKERS);
        add(synonyms, family, config.fromFile(), SettingSource.FILE);
        for (var member : family) {
            Definitions.BROKER
                    .find(member)
                    .filter(definition -> definition.defaultText() != null)
                    .ifPresent(definition -> synonyms.add(
                            new Synonym(member, shown(member, definition.defaultText()), SettingSource.DEFAULT)));
        }
        // What another member says in a stronger voice is not told of this one: so Kafka does.
        while (!synonyms.isEmpty() && !synonyms.get(0).name().equals(name)) {
            synonyms.remove(0);
        }
        return List.copyOf(synonyms);
    }

    private static void add(
            List<Synonym> synonyms, List<String> family, Map<String, String> settings, SettingSource source) {
        for (var member : family) {
            var value = settings.get(member);
            if (value != null) {
                synonyms.add(new Synonym(member, shown(member, value), source));
            }
        }
    }

    private static @Nullable String shown(String name, @Nullable String value) {
        return BrokerSettingNames.isSecret(name) ? null : value;
    }

    private static List<String> family(String name) {
        if (name.equals("log.flush.interval.ms")) {
            return List.of(name, "log.flush.scheduler.interval.ms");
        }
        for (var family : FAMILIES) {
            if (family.contains(name)) {
                return family;
            }
        }
        return BrokerSettingNames.ofAllListeners(name)
                .map(general -> List.of(name, general))
                .orElse(List.of(name));
    }
}
