package io.ottla.cli.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ottla.cli.client.FetchedRecord;
import io.ottla.cli.tool.Failure;
import io.ottla.wire.batch.RecordHeader;
import io.ottla.wire.batch.TimestampType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineFormatterTest {
    private static @Nullable ByteBuffer bytes(@Nullable String text) {
        return text == null ? null : ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static FetchedRecord record(@Nullable String key, @Nullable String value, RecordHeader... headers) {
        return new FetchedRecord(
                "t", 3, 7, 1234, TimestampType.CREATE_TIME, 5, bytes(key), bytes(value), List.of(headers));
    }

    private static String line(FetchedRecord record, Map<String, String> properties) {
        var out = new ByteArrayOutputStream();
        var bytes = new ByteOutput(new PrintStream(out, false, UTF_8));
        new LineFormatter(new FormatterProperties(properties)).write(record, bytes);
        bytes.flush();
        return out.toString(UTF_8);
    }

    @Test
    void the_value_alone_is_shown_unless_more_is_asked_for() {
        assertEquals("v\n", line(record("k", "v"), Map.of()));
    }

    @Test
    void everything_is_shown_in_a_fixed_order() {
        var properties = Map.of(
                "print.key", "true",
                "print.timestamp", "true",
                "print.offset", "true",
                "print.partition", "true",
                "print.epoch", "true",
                "print.headers", "true");
        assertEquals(
                "CreateTime:1234\tPartition:3\tOffset:7\tEpoch:5\th:x,i:null\tk\tv\n",
                line(record("k", "v", new RecordHeader("h", bytes("x")), new RecordHeader("i", null)), properties));
    }

    @Test
    void what_is_not_there_is_said_to_be_null() {
        var properties = Map.of("print.key", "true", "null.literal", "nix", "print.headers", "true");
        assertEquals("NO_HEADERS\tnix\tnix\n", line(record(null, null), properties));
    }

    @Test
    void separators_are_free() {
        var properties = Map.of("print.key", "true", "key.separator", " -> ", "line.separator", "#");
        assertEquals("k -> v#", line(record("k", "v"), properties));
    }

    @Test
    void the_last_field_shown_ends_the_line() {
        assertEquals("k\n", line(record("k", "v"), Map.of("print.key", "true", "print.value", "false")));
        assertEquals("", line(record("k", "v"), Map.of("print.value", "false")));
    }

    @Test
    void numbers_are_shown_as_kafkas_deserializers_read_them() {
        var number = ByteBuffer.allocate(8).putLong(0, 42);
        var record = new FetchedRecord("t", 0, 0, 0, TimestampType.CREATE_TIME, 0, null, number, List.of());
        var properties = Map.of("value.deserializer", "org.apache.kafka.common.serialization.LongDeserializer");
        assertEquals("42\n", line(record, properties));
    }

    @Test
    void bytes_of_another_length_are_no_number() {
        assertThrows(
                FieldText.UnreadableField.class,
                () -> line(record("k", "abc"), Map.of("value.deserializer", "IntegerDeserializer")));
    }

    @Test
    void a_foreign_deserializer_is_refused() {
        assertThrows(Failure.class, () -> new FormatterProperties(Map.of("key.deserializer", "com.example.Mine")));
    }
}
