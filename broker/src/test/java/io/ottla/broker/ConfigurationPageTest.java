package io.ottla.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.broker.config.definition.Definition;
import io.ottla.broker.config.definition.Definitions;
import io.ottla.broker.config.definition.UpdateMode;
import io.ottla.broker.config.definition.WithoutEffect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** docs/configuration.md says what the definitions say. {@code -Dupdate.docs=true} writes the page anew. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of(System.getProperty("ottla.root", ".."), "docs", "configuration.md");

    /** All settings of one kind of thing. */
    private record Kind(String name, List<Definitions> definitions) {
        Stream<Definition> settings() {
            return definitions.stream()
                    .flatMap(each -> new TreeSet<>(each.names()).stream().map(each::get))
                    .filter(setting -> !setting.internal())
                    .sorted((a, b) -> a.name().compareTo(b.name()));
        }

        Stream<Definition> thatCount() {
            return settings().filter(setting -> !setting.isIdle());
        }
    }

    private static final Kind BROKER = new Kind("broker", List.of(Definitions.BROKER, Definitions.REPLICATION_QUOTA));
    private static final Kind TOPIC = new Kind("topic", List.of(Definitions.TOPIC));
    private static final Kind GROUP = new Kind("group", List.of(Definitions.GROUP));
    private static final Kind METRICS = new Kind("client metrics", List.of(Definitions.CLIENT_METRICS));
    private static final List<Kind> KINDS = List.of(BROKER, TOPIC, GROUP, METRICS);

    @Test
    void the_page_says_what_counts_and_what_does_not() throws IOException {
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(PAGE, page());
        }
        assertEquals(
                page(), Files.readString(PAGE), "mvn -pl broker test -Dtest=ConfigurationPageTest -Dupdate.docs=true");
    }

    private static String page() {
        var page = new StringBuilder("""
                # Configuration

                Written from the definitions in the code (`broker/config/rows`); tests hold the page against them, and them against the code and
                against Apache Kafka 4.3.1: every setting of Kafka's is known here under its name, with its type, its default and its rules. This
                page says which of them do something. Those that do nothing are accepted, so that a file or a script of Kafka's goes on working;
                a broker names them in a line when its file sets them, and DescribeConfigs says it in their documentation.

                *Live*: may be changed while the broker runs, with `kafka-configs.sh` or any admin client; *live, by broker*: with `--broker ID`
                only, not for all brokers together. The others stand in the file, and a restart brings another value. `max.connections` and
                `max.connection.creation.rate` may be given for one listener as well: `listener.name.NAME.max.connections`, the name in small
                letters. A new listener joins those there are when `listeners` is changed live, and one that is not named any more closes; an
                address changes under another name. What no definition knows is passed over with a warning.

                """);
        page.append("## Settings of brokers\n\n");
        table(page, BROKER.thatCount());
        page.append("\n## Settings of topics\n\nWhat a topic does not set is as the broker has it.\n\n");
        table(page, TOPIC.thatCount());
        page.append("\n## Accepted without effect\n");
        for (var why : WithoutEffect.values()) {
            if (!why.onlyLive()) {
                idle(page, why);
            }
        }
        return page.toString();
    }

    private static void table(StringBuilder page, Stream<Definition> settings) {
        page.append("| setting | type | default | changes | what it does |\n|---|---|---|---|---|\n");
        settings.forEach(setting -> page.append("| %s | %s | %s | %s | %s |\n"
                .formatted(
                        setting.name(),
                        type(setting),
                        value(setting.defaultText()),
                        changes(setting),
                        setting.help().replace("|", "\\|"))));
    }

    private static void idle(StringBuilder page, WithoutEffect why) {
        var rows = new StringBuilder();
        for (var kind : KINDS) {
            kind.settings()
                    .filter(setting -> setting.withoutEffect().equals(Optional.of(why)))
                    .forEach(setting -> rows.append("| %s | %s | %s | %s | %s |\n"
                            .formatted(
                                    setting.name(),
                                    kind.name(),
                                    type(setting),
                                    value(setting.defaultText()),
                                    changes(setting))));
        }
        if (!rows.isEmpty()) {
            page.append("\n### %s%s\n\n| setting | of | type | default | changes |\n|---|---|---|---|---|\n%s"
                    .formatted(
                            why.reason().substring(0, 1).toUpperCase(Locale.ROOT),
                            why.reason().substring(1),
                            rows));
        }
    }

    private static String type(Definition setting) {
        return setting.type().name().toLowerCase(Locale.ROOT);
    }

    private static String value(@Nullable String text) {
        return text == null ? "" : text.isEmpty() ? "empty" : "`" + text + "`";
    }

    private static String changes(Definition setting) {
        var onlyAtStart = setting.updateMode() == UpdateMode.READ_ONLY
                || (setting.withoutEffect().isPresent() && !setting.isIdle());
        return onlyAtStart ? "" : setting.updateMode() == UpdateMode.PER_BROKER ? "live, by broker" : "live";
    }
}
