package io.ottla.broker.config;

import io.ottla.broker.config.ShownSetting.Synonym;
import io.ottla.broker.config.definition.Definition;
import io.ottla.broker.config.definition.Definitions;
import io.ottla.broker.config.definition.UpdateMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What DescribeConfigs shows of everything but topics ({@link TopicConfig#shown}), each list by name. Stateless. */
public final class ShownConfigs {
    private ShownConfigs() {}

    /** All settings of this broker. */
    public static List<ShownSetting> ofBroker(BrokerConfig config) {
        var names = new TreeSet<String>();
        for (var name : Definitions.BROKER.names()) {
            if (!Definitions.BROKER.get(name).internal()) {
                names.add(name);
            }
        }
        names.addAll(config.fromFile().keySet());
        names.addAll(config.forAllBrokers().keySet());
        names.addAll(config.forThisBroker().keySet());
        var shown = new ArrayList<ShownSetting>();
        for (var name : names) {
            shown.add(ofBroker(config, name, Synonyms.of(config, name)));
        }
        return shown;
    }

    /** What was set for all brokers together. */
    public static List<ShownSetting> ofAllBrokers(BrokerConfig config) {
        var shown = new ArrayList<ShownSetting>();
        for (var name : new TreeSet<>(config.forAllBrokers().keySet())) {
            var synonyms = Synonyms.of(config, name).stream()
                    .filter(synonym -> synonym.source() == SettingSource.ALL_BROKERS)
                    .toList();
            shown.add(ofBroker(config, name, synonyms));
        }
        return shown;
    }

    private static ShownSetting ofBroker(BrokerConfig config, String name, List<Synonym> synonyms) {
        var definition = BrokerSettingNames.find(name);
        boolean secret = BrokerSettingNames.isSecret(name);
        boolean readOnly = definition.isEmpty()
                || !definition.get().name().equals(name)
                || definition.get().updateMode() == UpdateMode.READ_ONLY;
        return new ShownSetting(
                name, secret ? null : value(definition, config.text(name)), readOnly, secret, synonyms, definition);
    }

    private static @Nullable String value(Optional<Definition> definition, Optional<String> text) {
        return definition
                .flatMap(known -> text.map(known::normal))
                .or(() -> text)
                .orElse(null);
    }

    /** All settings of a group. */
    public static List<ShownSetting> ofGroup(BrokerConfig config, Map<String, String> overrides) {
        var shown = new ArrayList<ShownSetting>();
        for (var name : new TreeSet<>(Definitions.GROUP.names())) {
            var definition = Definitions.GROUP.get(name);
            var behind = definition.standIns().isEmpty()
                    ? List.of(new Synonym(name, definition.defaultText(), SettingSource.DEFAULT))
                    : Synonyms.of(config, definition.standIns().get(0).name());
            var synonyms = new ArrayList<Synonym>();
            if (overrides.containsKey(name)) {
                synonyms.add(new Synonym(name, definition.normal(overrides.get(name)), SettingSource.GROUP));
            }
            synonyms.addAll(behind);
            shown.add(new ShownSetting(
                    name, synonyms.get(0).value(), false, false, List.copyOf(synonyms), Optional.of(definition)));
        }
        return shown;
    }

    /** All settings of a client-metrics subscription. */
    public static List<ShownSetting> ofClientMetrics(Map<String, String> overrides) {
        var shown = new ArrayList<ShownSetting>();
        for (var name : new TreeSet<>(Definitions.CLIENT_METRICS.names())) {
            var definition = Definitions.CLIENT_METRICS.get(name);
            var set = overrides.get(name);
            var value = set == null ? definition.defaultText() : definition.normal(set);
            var synonyms =
                    set == null ? List.<Synonym>of() : List.of(new Synonym(name, value, SettingSource.CLIENT_METRICS));
            shown.add(new ShownSetting(name, value, false, false, synonyms, Optional.of(definition)));
        }
        return shown;
    }
}
