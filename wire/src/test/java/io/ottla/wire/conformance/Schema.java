package io.ottla.wire.conformance;

import io.ottla.wire.VersionRange;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a message looks like, in words that Kafka's definitions and our records can both be put into. */
record Schema(String name, VersionRange versions, int flexibleSince, List<Field> fields) {
    /**
     * One field.
     *
     * @param name begins with a small letter, as ours do
     * @param type Kafka's word: int32, string, ...; "struct" with {@code fields}
     * @param tag -1 if there is none
     * @param defaultValue as text; empty for empty texts, lists and structs
     */
    record Field(
            String name,
            String type,
            boolean list,
            VersionRange versions,
            @Nullable VersionRange nullable,
            int tag,
            String defaultValue,
            boolean ignorable,
            List<Field> fields) {
        boolean isIn(int version) {
            return versions.contains(version);
        }

        boolean isNullableIn(int version) {
            return nullable != null && nullable.contains(version);
        }

        boolean tagged() {
            return tag >= 0;
        }

        boolean defaultIsNull() {
            return defaultValue.equals("null");
        }

        boolean isReference() {
            return list
                    || List.of("string", "bytes", "records", "uuid", "struct").contains(type);
        }

        private String describe(int version, String indent) {
            return indent + name + ": " + type + (list ? "[]" : "") + (isNullableIn(version) ? "?" : "")
                    + (tagged() ? " tag " + tag : "") + " default '" + defaultValue + "'\n"
                    + Schema.describe(fields, version, indent + "  ");
        }
    }

    boolean flexible(int version) {
        return version >= flexibleSince;
    }

    /** All fields of a version in wire order, one a line. */
    String describe(int version) {
        return (flexible(version) ? "flexible\n" : "") + describe(fields, version, "");
    }

    private static String describe(List<Field> fields, int version, String indent) {
        return fields.stream()
                .filter(field -> field.isIn(version))
                .map(field -> field.describe(version, indent))
                .collect(Collectors.joining());
    }
}
