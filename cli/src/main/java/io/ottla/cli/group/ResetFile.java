package io.ottla.cli.group;

import io.ottla.cli.tool.Failure;
import io.ottla.wire.TopicPartition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file of {@code --from-file} and {@code --export}: lines {@code topic,partition,offset}, or with the group in front. Stateless. */
final class ResetFile {
    private ResetFile() {}

    /** A line without its end. The group comes first if it is given. */
    static String line(@Nullable String group, TopicPartition partition, long offset) {
        var rest = field(partition.topic()) + "," + partition.partition() + "," + offset;
        return group == null ? rest : field(group) + "," + rest;
    }

    private static String field(String text) {
        var isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == ' ');
        return isPlain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /**
     * What a file says for each group.
     *
     * @param onlyGroup whose offsets lines without a group are; null if several were named, so that every line must name its own
     */
    static Map<String, Map<TopicPartition, Long>> read(String file, @Nullable String onlyGroup) {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new Failure("file " + file + " does not exist", e);
        } catch (IOException e) {
            throw new Failure("file " + file + " cannot be read: " + e.getMessage(), e);
        }
        var plans = new LinkedHashMap<String, Map<TopicPartition, Long>>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                read(fields(lines.get(i)), onlyGroup, plans, file + ":" + (i + 1));
            }
        }
        return plans;
    }

    private static void read(
            List<String> fields,
            @Nullable String onlyGroup,
            Map<String, Map<TopicPartition, Long>> plans,
            String where) {
        var group = fields.size() == 4 ? fields.get(0) : onlyGroup;
        if (group == null || fields.size() < 3 || fields.size() > 4) {
            throw new Failure(where + ": "
                    + (onlyGroup == null ? "group,topic,partition,offset" : "topic,partition,offset") + " is expected");
        }
        var rest = fields.subList(fields.size() - 3, fields.size());
        try {
            plans.computeIfAbsent(group, unused -> new LinkedHashMap<>())
                    .put(
                            new TopicPartition(
                                    rest.get(0), Integer.parseInt(rest.get(1).strip())),
                            Long.parseLong(rest.get(2).strip()));
        } catch (NumberFormatException notANumber) {
            throw new Failure(where + ": partition and offset must be numbers", notANumber);
        }
    }

    /** The fields of one line; those in double quotes may hold commas, and quotes written twice. */
    static List<String> fields(String line) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        var quoted = false;
        for (int i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
