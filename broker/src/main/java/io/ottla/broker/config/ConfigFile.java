package io.ottla.broker.config;

import io.ottla.base.Nearest;
import io.ottla.broker.config.definition.Definition;
import io.ottla.broker.config.definition.Definitions;
import io.ottla.broker.config.definition.WithoutEffect;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** Reads server.properties and what the command line says instead. Stateless. */
public final class ConfigFile {
    /** Kafka 3 knew them, Kafka 4 does not. */
    private static final Set<String> RETIRED = Set.of(
            "advertised.host.name",
            "advertised.port",
            "auto.include.jmx.reporter",
            "broker.id.generation.enable",
            "control.plane.listener.name",
            "delegation.token.master.key",
            "eligible.leader.replicas.enable",
            "group.coordinator.new.enable",
            "host.name",
            "inter.broker.protocol.version",
            "leader.imbalance.per.broker.percentage",
            "log.message.downconversion.enable",
            "log.message.format.version",
            "log.message.timestamp.difference.max.ms",
            "offsets.commit.required.acks",
            "password.encoder.cipher.algorithm",
            "password.encoder.iterations",
            "password.encoder.key.length",
            "password.encoder.keyfactory.algorithm",
            "password.encoder.old.secret",
            "password.encoder.secret",
            "port",
            "reserved.broker.max.id");

    private ConfigFile() {}

    /**
     * A configuration, and what to tell the person who wrote it.
     *
     * @param warnings a line each for what is odd about it
     * @param notes lines for what one may want to know
     */
    public record Loaded(BrokerConfig config, List<String> warnings, List<String> notes) {}

    /**
     * What {@code file} says, with {@code overrides} before it.
     *
     * @param overrides each as {@code name=value}; a later one wins
     * @throws ConfigMistake with a line for each value that cannot be used, or one if the file cannot be read
     */
    public static Loaded read(Path file, List<String> overrides) {
        var settings = new TreeMap<>(settingsIn(file));
        for (var override : overrides) {
            int equals = override.indexOf('=');
            if (equals <= 0) {
                throw new ConfigMistake(List.of("--override " + override + ": must be name=value"));
            }
            settings.put(override.substring(0, equals).strip(), override.substring(equals + 1));
        }
        return of(settings);
    }

    /**
     * The same for settings that come from elsewhere.
     *
     * @throws ConfigMistake with a line for each value that cannot be used
     */
    public static Loaded of(Map<String, String> settings) {
        return judge(ConfigVariables.resolve(settings, System.getenv()));
    }

    private static Loaded judge(Map<String, String> settings) {
        var mistakes = new ArrayList<String>();
        var found = new Findings();
        for (var setting : new TreeMap<>(settings).entrySet()) {
            var name = setting.getKey();
            var definition = BrokerSettingNames.find(name);
            if (definition.isPresent()) {
                complain(mistakes, name, setting.getValue(), definition.get());
                found.known(name, setting.getValue(), definition.get());
            } else if (RETIRED.contains(name) || name.startsWith("zookeeper.")) {
                found.retired.add(name);
            } else if (!BrokerSettingNames.isForPlugin(name, settings)) {
                found.unknown.add(name);
            }
        }
        if (!mistakes.isEmpty()) {
            throw new ConfigMistake(mistakes);
        }
        var config = BrokerConfig.of(settings);
        mistakes.addAll(Contradictions.in(config));
        if (!mistakes.isEmpty()) {
            throw new ConfigMistake(mistakes);
        }
        return new Loaded(config, found.warnings(), found.notes());
    }

    /** What is no mistake and should be said. Filled and read by one thread. */
    private static final class Findings {
        private final List<String> unknown = new ArrayList<>();
        private final List<String> retired = new ArrayList<>();
        private final List<String> deprecated = new ArrayList<>();
        private final List<String> unguarded = new ArrayList<>();
        private final List<String> idle = new ArrayList<>();

        void known(String name, String value, Definition definition) {
            if (definition.deprecated()) {
                deprecated.add(name);
            }
            if (definition.withoutEffect().equals(Optional.of(WithoutEffect.AUTHORIZATION)) && !value.isBlank()) {
                unguarded.add(name + ": " + WithoutEffect.AUTHORIZATION.reason());
            } else if (BrokerSettingNames.isIdle(name)) {
                idle.add(name);
            }
        }

        List<String> warnings() {
            var warnings = new ArrayList<>(unguarded);
            for (var name : unknown) {
                warnings.add(name + ": no setting is called so, it is ignored"
                        + Nearest.suggestion(name, Definitions.BROKER.names()));
            }
            say(warnings, "settings that Kafka 4 no longer has, ignored: ", retired);
            say(warnings, "settings that Kafka 5 will no longer have: ", deprecated);
            return List.copyOf(warnings);
        }

        List<String> notes() {
            var notes = new ArrayList<String>();
            say(notes, "settings without effect here (docs/configuration.md says why): ", idle);
            return List.copyOf(notes);
        }

        private static void say(List<String> lines, String what, List<String> names) {
            if (!names.isEmpty()) {
                lines.add(what + String.join(", ", names));
            }
        }
    }

    private static void complain(List<String> mistakes, String name, String value, Definition definition) {
        var allowed = definition.complaint(value);
        if (allowed.isPresent()) {
            mistakes.add(ConfigMistake.line(name, definition.secret() ? "[hidden]" : value, allowed.get()));
        }
    }

    private static Map<String, String> settingsIn(Path file) {
        var properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (NoSuchFileException missing) {
            throw new ConfigMistake(List.of(file + ": there is no such file"));
        } catch (IllegalArgumentException malformed) {
            throw new ConfigMistake(List.of(file + ": not a properties file: " + malformed.getMessage()));
        } catch (AccessDeniedException denied) {
            throw new ConfigMistake(List.of(file + ": no permission to read it"));
        } catch (IOException e) {
            throw new ConfigMistake(List.of(file + ": cannot be read: " + e.getMessage()));
        }
        var settings = new TreeMap<String, String>();
        for (var name : properties.stringPropertyNames()) {
            settings.put(name, properties.getProperty(name));
        }
        return settings;
    }
}
