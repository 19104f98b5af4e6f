package io.ottla.cli.offset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.ottla.cli.tool.Failure;
import io.ottla.wire.TopicPartition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that names partitions, with an offset for each or without: {@code
 * {"partitions":[{"topic":"t","partition":0,"offset":5}],"version":1}}.
 */
public final class OffsetFile {
    private final Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
    private final boolean withOffsets;
    private boolean hasPartitions;

    private OffsetFile(boolean withOffsets) {
        this.withOffsets = withOffsets;
    }

    /** @throws Failure saying what is wrong with the file */
    static Map<TopicPartition, Long> read(String file) {
        return parse(text(file), true);
    }

    /** Partitions without offsets. */
    public static Set<TopicPartition> readPartitions(String file) {
        return parse(text(file), false).keySet();
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new Failure("Unable to read file " + file + ": it does not exist", e);
        } catch (IOException e) {
            throw new Failure("Unable to read file " + file + ": " + e.getMessage(), e);
        }
    }

    static Map<TopicPartition, Long> parse(String text) {
        return parse(text, true);
    }

    private static Map<TopicPartition, Long> parse(String text, boolean withOffsets) {
        var file = new OffsetFile(withOffsets);
        try (var json = new JsonFactory().createParser(text)) {
            file.readObject(json);
        } catch (JsonProcessingException e) {
            throw new Failure("The file is not valid JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new Failure("The file cannot be read: " + e.getMessage(), e);
        }
        if (!file.hasPartitions) {
            throw new Failure("Missing partitions field in the file");
        }
        return file.offsets;
    }

    private void readObject(JsonParser json) throws IOException {
        expect(json.nextToken() == JsonToken.START_OBJECT, "an object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            var value = json.nextToken();
            switch (name) {
                case "version" -> {
                    expect(value == JsonToken.VALUE_NUMBER_INT, "a number as version");
                    if (json.getIntValue() != 1) {
                        throw new Failure("Not supported version field value " + json.getIntValue());
                    }
                }
                case "partitions" -> {
                    expect(value == JsonToken.START_ARRAY, "an array of partitions");
                    hasPartitions = true;
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        readPartition(json);
                    }
                    expect(json.currentToken() == JsonToken.END_ARRAY, "objects in the array of partitions");
                }
                default -> json.skipChildren();
            }
        }
    }

    private void readPartition(JsonParser json) throws IOException {
        String topic = null;
        Integer partition = null;
        Long offset = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            var value = json.nextToken();
            switch (name) {
                case "topic" -> {
                    expect(value == JsonToken.VALUE_STRING, "a string as topic");
                    topic = json.getText();
                }
                case "partition" -> {
                    expect(value == JsonToken.VALUE_NUMBER_INT, "a number as partition");
                    partition = json.getIntValue();
                }
                case "offset" -> {
                    expect(value == JsonToken.VALUE_NUMBER_INT, "a number as offset");
                    offset = json.getLongValue();
                }
                default -> json.skipChildren();
            }
        }
        var key = new TopicPartition(present(topic, "topic"), present(partition, "partition"));
        if (offsets.put(key, withOffsets ? present(offset, "offset") : -1L) != null) {
            throw new Failure("The file contains duplicate topic partitions: " + key);
        }
    }

    private static <T> T present(@Nullable T value, String name) {
        if (value == null) {
            throw new Failure("A partition in the file has no field `" + name + "`");
        }
        return value;
    }

    private static void expect(boolean holds, String what) {
        if (!holds) {
            throw new Failure("The file is not as expected: it needs " + what);
        }
    }
}
