package io.ottla.cli.produce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.cli.tool.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineParserTest {
    private static final Map<String, String> ALL = Map.of("parse.key", "true", "parse.headers", "true");

    private static String parse(String line, Map<String, String> properties) {
        var parser = new LineParser(new ReaderProperties(properties));
        var input = new LineInput(new ByteArrayInputStream(line.getBytes(UTF_8)));
        try {
            assertTrue(input.next());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        parser.parse(input);
        var headers = parser.headers().stream()
                .map(header -> header.key() + "=" + text(header.value()))
                .collect(Collectors.joining(","));
        return "[" + headers + "] " + text(parser.key()) + " " + text(parser.value());
    }

    private static String text(@Nullable ByteBuffer bytes) {
        return bytes == null ? "null" : UTF_8.decode(bytes.duplicate()).toString();
    }

    @Test
    void a_line_is_the_value_unless_more_is_asked_for() {
        assertEquals("[] null a\tb", parse("a\tb", Map.of()));
    }

    @Test
    void headers_come_before_the_key_and_the_key_before_the_value() {
        assertEquals("[h1=x,h2=y] k v\tw", parse("h1:x,h2:y\tk\tv\tw", ALL));
    }

    @Test
    void separators_may_be_longer_than_one_character() {
        var properties = Map.of("parse.key", "true", "key.separator", "::");
        assertEquals("[] a:b c", parse("a:b::c", properties));
    }

    @Test
    void what_reads_like_the_null_marker_is_null() {
        var properties = Map.of("parse.key", "true", "parse.headers", "true", "null.marker", "NULL");
        assertEquals("[h=null] null null", parse("h:NULL\tNULL\tNULL", properties));
        assertEquals("[] k v", parse("NULL\tk\tv", properties));
    }

    @Test
    void a_missing_separator_is_named_with_its_line() {
        var failure = assertThrows(Failure.class, () -> parse("abc", Map.of("parse.key", "true")));
        assertEquals("line 1: no key separator in 'abc'", failure.line());
        assertThrows(Failure.class, () -> parse("h\tk\tv", ALL));
    }

    @Test
    void a_missing_separator_can_be_passed_over() {
        assertEquals("[] null abc", parse("abc", Map.of("parse.key", "true", "ignore.error", "true")));
        var properties = Map.of("parse.headers", "true", "ignore.error", "true");
        assertEquals("[h=null] null v", parse("h\tv", properties));
    }

    @Test
    void separators_that_cannot_be_told_apart_are_refused() {
        assertThrows(Failure.class, () -> new ReaderProperties(Map.of("headers.separator", "\t")));
        assertThrows(Failure.class, () -> new ReaderProperties(Map.of("null.marker", "\t")));
        assertThrows(Failure.class, () -> new ReaderProperties(Map.of("key.separator", "")));
    }
}
