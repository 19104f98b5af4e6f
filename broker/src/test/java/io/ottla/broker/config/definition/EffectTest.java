package io.ottla.broker.config.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A row says that its setting is without effect if, and only if, nothing reads it. The code is asked: it reads by name.
 */
class EffectTest {
    private static final Path SOURCE =
            Path.of(System.getProperty("ottla.root", ".."), "broker", "src", "main", "java", "io", "ottla", "broker");

    /** They look at values to say whether they may be, and nothing else comes of it. */
    private static final Set<String> JUDGES = Set.of(
            "BrokerChanges.java",
            "BrokerEdits.java",
            "BrokerSettingNames.java",
            "ClientMetricsRules.java",
            "Contradictions.java",
            "DefinedConfigRules.java",
            "GroupRules.java",
            "ShownConfigs.java",
            "Synonyms.java");

    private static final Pattern TEXT = Pattern.compile("\"((?:[a-z][a-z0-9]*\\.)*(?:[a-z][a-z0-9]*)?)\"");

    @Test
    void every_setting_either_is_read_or_says_why_not() throws IOException {
        var read = read();
        var idle = new TreeSet<String>();
        var counting = new TreeSet<String>();
        for (var definitions : List.of(
                Definitions.BROKER,
                Definitions.REPLICATION_QUOTA,
                Definitions.TOPIC,
                Definitions.GROUP,
                Definitions.CLIENT_METRICS)) {
            for (var name : definitions.names()) {
                var definition = definitions.get(name);
                if (!definition.internal()) {
                    (definition.isIdle() ? idle : counting).add(name);
                }
            }
        }
        assertEquals(
                List.of(),
                counting.stream().filter(name -> !read.contains(name)).toList(),
                "these settings are read by nobody: their rows want a reason, without-effect:...");
        assertEquals(
                List.of(),
                idle.stream().filter(read::contains).toList(),
                "these settings are read: their rows should not say that they are without effect");
    }

    /** Every name the code mentions, put together of two where it does so, and what stands in for those. */
    private static Set<String> read() throws IOException {
        var texts = new HashSet<String>();
        try (var files = Files.walk(SOURCE)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().endsWith("Rows.java"))
                    .filter(file -> !JUDGES.contains(file.getFileName().toString()))
                    .forEach(file -> texts.addAll(texts(file)));
        }
        texts.add("max.connections"); // by constants of BrokerSettingNames
        texts.add("max.connection.creation.rate");
        var beginnings = texts.stream().filter(text -> text.endsWith(".")).toList();
        var read = new HashSet<>(texts);
        for (var beginning : beginnings) {
            texts.forEach(text -> read.add(beginning + text));
        }
        Stream.of(Definitions.TOPIC, Definitions.GROUP)
                .flatMap(definitions -> definitions.names().stream().map(definitions::get))
                .filter(definition -> !definition.isIdle() && read.contains(definition.name()))
                .flatMap(definition -> definition.standIns().stream())
                .map(Definition.StandIn::name)
                .collect(Collectors.toSet())
                .forEach(read::add);
        return read;
    }

    private static Set<String> texts(Path file) {
        try {
            return TEXT.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
