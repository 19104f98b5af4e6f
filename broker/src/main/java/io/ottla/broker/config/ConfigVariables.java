package io.ottla.broker.config;

import io.ottla.broker.config.definition.ConfigType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Values that stand elsewhere: {@code ${env:NAME}}, {@code ${file:/a/file:key}} and {@code ${directory:/a/folder:file}}, as
 * config.providers calls them (KIP-297, KIP-421, KIP-887). Only Kafka's own providers are known; nothing is resolved where none is named.
 */
final class ConfigVariables {
    private static final String PACKAGE = "org.apache.kafka.common.config.provider.";

    private final Map<String, Provider> providers = new HashMap<>();

    /** Where a value is looked up. */
    private interface Provider {
        /** The value of {@code key} at {@code path}, which is empty where a variable names none; empty if there is none. */
        Optional<String> find(String path, String key) throws IOException;
    }

    private ConfigVariables() {}

    /**
     * {@code settings} with what their variables stand for; a variable that stands for nothing stays as it is.
     *
     * @throws ConfigMistake if a provider is not one of Kafka's, or what it needs cannot be read
     */
    static Map<String, String> resolve(Map<String, String> settings, Map<String, String> environment) {
        var names =
                ConfigType.split(settings.getOrDefault("config.providers", "").strip());
        if (names.isEmpty()) {
            return settings;
        }
        var variables = new ConfigVariables();
        for (var name : names) {
            variables.know(name, settings.getOrDefault("config.providers." + name + ".class", ""), environment);
        }
        var resolved = new HashMap<String, String>();
        settings.forEach((name, value) -> resolved.put(name, variables.resolve(name, value)));
        return resolved;
    }

    private void know(String name, String type, Map<String, String> environment) {
        providers.put(
                name,
                switch (type.strip()) {
                    case PACKAGE + "EnvVarConfigProvider" -> (path, key) -> Optional.ofNullable(environment.get(key));
                    case PACKAGE + "FileConfigProvider" -> ConfigVariables::inFile;
                    case PACKAGE + "DirectoryConfigProvider" -> ConfigVariables::inDirectory;
                    default ->
                        throw ConfigMistake.of(
                                "config.providers." + name + ".class",
                                type,
                                "one of EnvVarConfigProvider, FileConfigProvider and DirectoryConfigProvider in "
                                        + PACKAGE);
                });
    }

    private static Optional<String> inFile(String path, String key) throws IOException {
        var properties = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(path))) {
            properties.load(in);
        }
        return Optional.ofNullable(properties.getProperty(key));
    }

    private static Optional<String> inDirectory(String path, String key) throws IOException {
        var file = Path.of(path).resolve(key).normalize();
        return file.startsWith(Path.of(path).normalize()) && Files.isRegularFile(file)
                ? Optional.of(Files.readString(file))
                : Optional.empty();
    }

    private String resolve(String setting, String value) {
        var text = new StringBuilder();
        int from = 0;
        for (int start = value.indexOf("${"); start >= 0; start = value.indexOf("${", from)) {
            int end = value.indexOf('}', start);
            if (end < 0) {
                break;
            }
            var variable = value.substring(start, end + 1);
            text.append(value, from, start).append(find(setting, variable).orElse(variable));
            from = end + 1;
        }
        return text.append(value.substring(from)).toString();
    }

    /** @param variable with its braces: {@code ${provider:key}} or {@code ${provider:path:key}} */
    private Optional<String> find(String setting, String variable) {
        var parts = parts(variable.substring(2, variable.length() - 1));
        var provider = providers.get(parts.get(0));
        if (provider == null || parts.size() < 2) {
            return Optional.empty();
        }
        try {
            return provider.find(parts.size() == 3 ? parts.get(1) : "", parts.get(parts.size() - 1));
        } catch (IOException unreadable) {
            throw ConfigMistake.of(setting, variable, "something that can be read: " + unreadable);
        }
    }

    /** Between the first colon and the last lies the path, which may have colons of its own. */
    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        int first = text.indexOf(':');
        int last = text.lastIndexOf(':');
        if (first < 0) {
            return List.of(text);
        }
        parts.add(text.substring(0, first));
        if (last > first) {
            parts.add(text.substring(first + 1, last));
        }
        parts.add(text.substring(last + 1));
        return parts;
    }
}
