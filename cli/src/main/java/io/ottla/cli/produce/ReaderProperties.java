package io.ottla.cli.produce;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ottla.cli.tool.Failure;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a line becomes headers, key and value: what {@code --reader-property} says, under Kafka's names. Immutable. */
final class ReaderProperties {
    final boolean parseKey;
    final boolean parseHeaders;
    final boolean ignoreError;
    final byte[] keySeparator;
    final byte[] headersDelimiter;
    final byte[] headersSeparator;
    final byte[] headersKeySeparator;
    /** A field that reads like this is null; null: no field is. */
    final byte @Nullable [] nullMarker;

    /** @throws Failure if two separators cannot be told apart */
    ReaderProperties(Map<String, String> given) {
        parseKey = flag(given, "parse.key");
        parseHeaders = flag(given, "parse.headers");
        ignoreError = flag(given, "ignore.error");
        keySeparator = bytes(given, "key.separator", "\t");
        headersDelimiter = bytes(given, "headers.delimiter", "\t");
        headersSeparator = bytes(given, "headers.separator", ",");
        headersKeySeparator = bytes(given, "headers.key.separator", ":");
        nullMarker = given.containsKey("null.marker") ? bytes(given, "null.marker", "") : null;
        refuseAmbiguity();
    }

    private static byte[] bytes(Map<String, String> given, String name, String otherwise) {
        return given.getOrDefault(name, otherwise).getBytes(UTF_8);
    }

    private static boolean flag(Map<String, String> given, String name) {
        return "true".equalsIgnoreCase(given.getOrDefault(name, "false").strip());
    }

    private void refuseAmbiguity() {
        refuseSame("headers.delimiter", headersDelimiter, "headers.separator", headersSeparator);
        refuseSame("headers.delimiter", headersDelimiter, "headers.key.separator", headersKeySeparator);
        refuseSame("headers.separator", headersSeparator, "headers.key.separator", headersKeySeparator);
        if (nullMarker != null) {
            refuseSame("null.marker", nullMarker, "key.separator", keySeparator);
            refuseSame("null.marker", nullMarker, "headers.delimiter", headersDelimiter);
            refuseSame("null.marker", nullMarker, "headers.separator", headersSeparator);
            refuseSame("null.marker", nullMarker, "headers.key.separator", headersKeySeparator);
        }
        for (var separator : new byte[][] {keySeparator, headersDelimiter, headersSeparator, headersKeySeparator}) {
            if (separator.length == 0) {
                throw new Failure("a separator of the reader properties is empty");
            }
        }
    }

    private static void refuseSame(String name, byte[] value, String otherName, byte[] other) {
        if (Arrays.equals(value, other)) {
            throw new Failure(name + " and " + otherName + " must not be equal");
        }
    }
}
