package io.ottla.broker.config;

import io.ottla.broker.config.definition.Definition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A setting as DescribeConfigs shows it. Immutable.
 *
 * @param value as it holds; null if it is secret, or if nothing holds
 * @param readOnly it cannot be changed while the broker runs
 * @param secret its values are shown to nobody
 * @param synonyms all who have a say, the one that holds first
 * @param definition empty for a name that nobody knows
 */
public record ShownSetting(
        String name,
        @Nullable String value,
        boolean readOnly,
        boolean secret,
        List<Synonym> synonyms,
        Optional<Definition> definition) {

    /** What {@code source} says about the setting, by a name that may be another one. */
    public record Synonym(String name, @Nullable String value, SettingSource source) {}

    /** Who says what holds. */
    public SettingSource source() {
        return synonyms.isEmpty() ? SettingSource.DEFAULT : synonyms.get(0).source();
    }
}
