package io.ottla.cli.consume;

import io.ottla.cli.client.ClientSettings;
import io.ottla.cli.client.HostPort;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.PropertyFile;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Usage;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The options of the console consumer, and the consumer and formatter properties they stand for. Stateless. */
final class ConsumerOptions {
    private ConsumerOptions() {}

    static Usage addTo(Usage usage) {
        return withFormat(usage.value(
                        "--bootstrap-server",
                        "host:port,...",
                        "Where to find the cluster: one or more of its brokers. Required.")
                .value("--topic", "name", "The topic to read.")
                .value("--include", "regex", "Reads all topics whose whole name matches, in place of --topic.")
                .flag("--from-beginning", "Starts at the earliest record, not behind the latest.")
                .value("--partition", "id", "Reads this partition of the topic only, without a group.")
                .value(
                        "--offset",
                        "offset",
                        "With --partition: where to start; a number, 'earliest' or 'latest' (the default).")
                .value("--max-messages", "count", "Ends after so many records.")
                .value("--timeout-ms", "ms", "Ends when no record has come for so long.")
                .value(
                        "--isolation-level",
                        "level",
                        "read_committed leaves out records of transactions that are open or aborted;"
                                + " read_uncommitted (the default) takes them all.")
                .value("--group", "name", "The group to read in, which keeps how far it has got.")
                .flag("--skip-message-on-error", "Goes on behind a record that cannot be shown, in place of ending.")
                .flag("--enable-systest-events", "Says shutdown_complete at the end."));
    }

    private static Usage withFormat(Usage usage) {
        return usage.values(
                        "--formatter-property",
                        "name=value",
                        "What a line shows: print.timestamp, print.partition, print.offset, print.epoch,"
                                + " print.headers, print.key (false by default), print.value (true by default);"
                                + " key.separator (tab), line.separator (newline), headers.separator (,),"
                                + " null.literal (null); key.deserializer, value.deserializer,"
                                + " headers.deserializer.")
                .value("--formatter-config", "file", "A properties file with formatter properties.")
                .value(
                        "--formatter",
                        "class",
                        "How records are shown: DefaultMessageFormatter, LoggingMessageFormatter or"
                                + " NoOpMessageFormatter, with or without Kafka's package.")
                .value(
                        "--key-deserializer",
                        "class",
                        "How keys are read: Kafka's String, Integer, Long, ...Deserializer.")
                .value("--value-deserializer", "class", "How values are read.")
                .values("--command-property", "name=value", "A property of the consumer, as for Kafka's clients.")
                .value("--command-config", "file", "A properties file with properties of the consumer.")
                .values("--consumer-property", "name=value", "The old name of --command-property.")
                .value("--consumer.config", "file", "The old name of --command-config.")
                .values("--property", "name=value", "The old name of --formatter-property.");
    }

    static void check(Arguments given) {
        given.required("--bootstrap-server");
        given.exactlyOne("--topic", "--include");
        if (given.has("--partition") && !given.has("--topic")) {
            throw given.mistake("--partition needs --topic");
        }
        if (given.has("--offset")) {
            if (!given.has("--partition")) {
                throw given.mistake("--offset needs --partition");
            }
            given.refuseWith("--offset", "--from-beginning");
        }
    }

    static void warnOfDeprecated(Arguments given, Terminal terminal) {
        warn(given, terminal, "--property", "--formatter-property");
        warn(given, terminal, "--consumer-property", "--command-property");
        warn(given, terminal, "--consumer.config", "--command-config");
    }

    private static void warn(Arguments given, Terminal terminal, String old, String now) {
        if (given.has(old)) {
            if (given.has(now)) {
                given.refuseWith(now, old);
            }
            terminal.err().println(old + " is deprecated; use " + now);
        }
    }

    static Map<String, String> formatterProperties(Arguments given) {
        var properties = new TreeMap<String, String>();
        given.text("--formatter-config").map(PropertyFile::read).ifPresent(properties::putAll);
        properties.putAll(PropertyFile.pairs(given.texts("--property")));
        properties.putAll(PropertyFile.pairs(given.texts("--formatter-property")));
        given.text("--key-deserializer").ifPresent(name -> properties.put("key.deserializer", name));
        given.text("--value-deserializer").ifPresent(name -> properties.put("value.deserializer", name));
        return properties;
    }

    private static void checkGroup(Arguments given, @Nullable String property) {
        var option = given.text("--group", "");
        if (!option.isEmpty() && property != null && !property.equals(option)) {
            throw new Failure("--group " + option + " and group.id=" + property + " contradict each other");
        }
    }

    static ClientSettings settings(Arguments given) {
        var properties = new TreeMap<String, String>();
        properties.put("client.id", "console-consumer");
        given.text("--consumer.config").map(PropertyFile::read).ifPresent(properties::putAll);
        given.text("--command-config").map(PropertyFile::read).ifPresent(properties::putAll);
        given.text("--isolation-level").ifPresent(level -> properties.put("isolation.level", level));
        properties.putAll(PropertyFile.pairs(given.texts("--consumer-property")));
        properties.putAll(PropertyFile.pairs(given.texts("--command-property")));
        checkGroup(given, properties.get("group.id"));
        var reset = properties.get("auto.offset.reset");
        if (given.has("--from-beginning") && reset != null && !reset.equals("earliest")) {
            throw new Failure("--from-beginning and auto.offset.reset=" + reset + " contradict each other");
        }
        return new ClientSettings(HostPort.parseList(given.required("--bootstrap-server")), properties);
    }
}
