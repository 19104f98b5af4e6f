package io.ottla.cli.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ParserTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private static Usage usage() {
        return Usage.of("kafka-things.sh", "Does things.")
                .flag("--list", "Lists 100% of the things.")
                .value("--topic", "name", "The topic.")
                .value("--topic-id", "id", "Its id.")
                .value("--partitions", "count", "How many.")
                .values("--config", "name=value", "A setting.")
                .optionalValue("--compression-codec", "codec", "gzip", "The codec.");
    }

    private int run(Consumer<Arguments> work, String... words) {
        var terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true),
                new PrintStream(err, true),
                Terminal.People.NONE);
        return ToolRun.run(
                new Tool() {
                    @Override
                    public Usage usage() {
                        return ParserTest.usage();
                    }

                    @Override
                    public void run(Arguments given, Terminal where) {
                        work.accept(given);
                    }
                },
                List.of(words),
                terminal);
    }

    private String complaint(String... words) {
        assertEquals(1, run(given -> {}, words));
        return err.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void values_come_after_a_space_or_an_equals_sign() {
        var exit = run(
                given -> {
                    assertEquals("a", given.required("--topic"));
                    assertEquals(3, given.number("--partitions", 0, 1, 10));
                    assertEquals(List.of("x=1", "y=[a,b]"), given.texts("--config"));
                },
                "--topic",
                "a",
                "--partitions=3",
                "--config",
                "x=1",
                "--config=y=[a,b]");
        assertEquals(0, exit, err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void an_unambiguous_abbreviation_is_understood() {
        assertEquals(0, run(given -> assertEquals("3", given.required("--partitions")), "--part", "3"));
    }

    @Test
    void one_dash_is_as_good_as_two() {
        assertEquals(0, run(given -> assertEquals("a", given.required("--topic")), "-topic", "a"));
    }

    @Test
    void an_option_of_a_full_name_is_no_abbreviation_of_a_longer_one() {
        assertEquals(0, run(given -> assertTrue(given.text("--topic-id").isEmpty()), "--topic", "a"));
    }

    @Test
    void a_value_may_look_like_a_number_below_zero() {
        assertEquals(0, run(given -> assertEquals("-3", given.required("--topic")), "--topic", "-3"));
    }

    @Test
    void a_value_is_taken_as_it_is() {
        assertEquals(0, run(given -> assertEquals("\"a ${b} @c", given.required("--topic")), "--topic", "\"a ${b} @c"));
        assertEquals(0, run(given -> assertEquals("@c", given.required("--topic")), "--topic", "@c"));
    }

    @Test
    void an_optional_value_has_a_fallback() {
        assertEquals(
                0,
                run(
                        given -> assertEquals("gzip", given.required("--compression-codec")),
                        "--compression-codec",
                        "--topic",
                        "x"));
        assertEquals(
                0,
                run(given -> assertEquals("lz4", given.required("--compression-codec")), "--compression-codec", "lz4"));
    }

    @Test
    void an_unknown_option_is_named_with_its_nearest_neighbour() {
        assertEquals(
                "unknown option --partitoins; did you mean --partitions? (see kafka-things.sh --help)",
                complaint("--partitoins", "3"));
    }

    @Test
    void an_unknown_option_far_from_all_is_only_named() {
        assertEquals("unknown option --weather (see kafka-things.sh --help)", complaint("--weather"));
    }

    @Test
    void a_missing_value_is_one_line() {
        assertEquals("--topic needs a value (see kafka-things.sh --help)", complaint("--topic"));
    }

    @Test
    void an_option_given_twice_is_one_line() {
        assertEquals(
                "--topic is given more than once (see kafka-things.sh --help)",
                complaint("--topic", "a", "--topic", "b"));
    }

    @Test
    void a_stray_word_is_one_line() {
        assertEquals("unexpected argument 'extra' (see kafka-things.sh --help)", complaint("--list", "extra"));
    }

    @Test
    void a_number_says_what_is_wrong_with_it() {
        assertEquals(1, run(given -> given.number("--partitions", 0, 1, 10), "--partitions", "x"));
        assertEquals(
                "--partitions takes a whole number, not 'x' (see kafka-things.sh --help)",
                err.toString(StandardCharsets.UTF_8).strip());
    }

    @Test
    void help_names_every_option_and_goes_to_standard_output() {
        assertEquals(0, run(given -> {}, "--help"));
        var text = out.toString(StandardCharsets.UTF_8);
        for (var name : usage().optionNames()) {
            assertTrue(text.contains(name), text);
        }
        assertTrue(text.contains("100% of the things"), text);
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void the_version_begins_with_kafkas() {
        assertEquals(0, run(given -> {}, "--version"));
        assertTrue(out.toString(StandardCharsets.UTF_8).matches("\\d+\\.\\d+\\.\\d+ \\(Ottla .+\\)\\s+"));
    }
}
