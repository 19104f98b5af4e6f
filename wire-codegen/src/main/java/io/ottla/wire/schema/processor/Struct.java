package io.ottla.wire.schema.processor;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A record as the wire sees it: a message, or a struct inside one.
 *
 * @param name the simple name: {@code Request}
 * @param type the Java type as written in generated code: {@code Heartbeat.Request}
 */
record Struct(String name, String type, List<Field> fields) {
    /** The constant that holds it with all defaults. */
    String defaultConstant() {
        return "DEFAULT_" + name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    /** The method that says whether one has nothing but defaults. Not equals(), which would be linked at run time. */
    String isDefaultMethod() {
        return "isDefault" + name;
    }

    /** The tagged fields, in the order of their tags. */
    List<Field> tagged() {
        return fields.stream()
                .filter(Field::tagged)
                .sorted((a, b) -> Integer.compare(a.tag(), b.tag()))
                .toList();
    }

    /** This struct and all inside it, each once. */
    Set<Struct> all() {
        var found = new LinkedHashSet<Struct>();
        collect(found);
        return found;
    }

    private void collect(Set<Struct> found) {
        if (found.add(this)) {
            for (var field : fields) {
                if (field.kind() == Kind.STRUCT) {
                    field.structOrFail().collect(found);
                }
            }
        }
    }

    /** The fewest bytes this can take in any version, but at least one: what an announced element must be able to cost. */
    int leastBytes(Versions all, int flexibleSince) {
        var least = Integer.MAX_VALUE;
        for (var version = all.oldest(); version <= all.newest(); version++) {
            var bytes = leastBytesIn(version, version >= flexibleSince);
            if (bytes > 0) {
                least = Math.min(least, bytes);
            }
        }
        return least == Integer.MAX_VALUE ? 1 : least;
    }

    private int leastBytesIn(int version, boolean flexible) {
        var bytes = 0;
        for (var field : fields) {
            if (!field.tagged() && field.versions().contains(version)) {
                bytes += leastBytesOf(field, version, flexible);
            }
        }
        return flexible ? bytes + 1 : bytes;
    }

    private static int leastBytesOf(Field field, int version, boolean flexible) {
        if (field.list()) {
            return flexible ? 1 : 4;
        }
        if (field.kind() == Kind.STRUCT) {
            return field.nullIn() != null ? 1 : field.structOrFail().leastBytesIn(version, flexible);
        }
        return field.kind().leastBytes(flexible);
    }
}
