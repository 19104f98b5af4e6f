package io.ottla.cli.consume;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/** How a record becomes a line: what {@code --formatter-property} says, under Kafka's names. Immutable. */
final class FormatterProperties {
    final boolean printTimestamp;
    final boolean printPartition;
    final boolean printOffset;
    final boolean printEpoch;
    final boolean printHeaders;
    final boolean printKey;
    final boolean printValue;
    final byte[] keySeparator;
    final byte[] lineSeparator;
    final byte[] headersSeparator;
    final byte[] nullLiteral;
    final FieldText keyText;
    final FieldText valueText;
    final FieldText headerText;

    FormatterProperties(Map<String, String> given) {
        printTimestamp = flag(given, "print.timestamp", false);
        printPartition = flag(given, "print.partition", false);
        printOffset = flag(given, "print.offset", false);
        printEpoch = flag(given, "print.epoch", false);
        printHeaders = flag(given, "print.headers", false);
        printKey = flag(given, "print.key", false);
        printValue = flag(given, "print.value", true);
        keySeparator = bytes(given, "key.separator", "\t");
        lineSeparator = bytes(given, "line.separator", "\n");
        headersSeparator = bytes(given, "headers.separator", ",");
        nullLiteral = bytes(given, "null.literal", "null");
        keyText = FieldText.named(given.getOrDefault("key.deserializer", ""));
        valueText = FieldText.named(given.getOrDefault("value.deserializer", ""));
        headerText = FieldText.named(
                given.getOrDefault("headers.deserializer", given.getOrDefault("header.deserializer", "")));
    }

    private static boolean flag(Map<String, String> given, String name, boolean otherwise) {
        var text = given.get(name);
        return text == null ? otherwise : text.strip().equalsIgnoreCase("true");
    }

    private static byte[] bytes(Map<String, String> given, String name, String otherwise) {
        return given.getOrDefault(name, otherwise).getBytes(UTF_8);
    }
}
