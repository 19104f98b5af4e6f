package io.ottla.cli.produce;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineInputTest {
    private static List<String> lines(InputStream in) throws IOException {
        var input = new LineInput(in);
        var lines = new ArrayList<String>();
        while (input.next()) {
            lines.add(new String(input.bytes(), input.from(), input.to() - input.from(), ISO_8859_1));
            assertEquals(lines.size(), input.number());
        }
        return lines;
    }

    private static InputStream of(String text) {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
    }

    /** Gives out a few bytes at a time, as a pipe may. */
    private static InputStream dripping(String text, Random random) {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1)) {
            @Override
            public synchronized int read(byte[] bytes, int from, int length) {
                return super.read(bytes, from, Math.min(length, 1 + random.nextInt(3)));
            }
        };
    }

    @Test
    void lines_end_as_for_a_buffered_reader_however_they_arrive() throws IOException {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append("ab\n\r\u00e9".charAt(random.nextInt(5)));
            }
            var expected = new BufferedReader(new StringReader(text.toString()))
                    .lines()
                    .toList();
            assertEquals(expected, lines(of(text.toString())), "seed " + seed);
            assertEquals(expected, lines(dripping(text.toString(), random)), "seed " + seed);
        }
    }

    @Test
    void a_line_longer_than_the_buffer_stays_in_one_piece() throws IOException {
        var line = "x".repeat(1_000_000);
        assertEquals(List.of("a", line, "b"), lines(of("a\n" + line + "\nb\n")));
    }

    @Test
    void the_end_of_a_stream_does_not_block() throws IOException {
        var input = new LineInput(of("a\nb"));
        assertTrue(input.next());
        assertTrue(input.mayBlock(), "a line that has begun may take its time");
        assertTrue(input.next());
        assertFalse(input.mayBlock());
        assertFalse(input.next());
    }

    @Test
    void a_line_that_is_there_does_not_block() throws IOException {
        var input = new LineInput(of("a\nb\n"));
        assertTrue(input.next());
        assertFalse(input.mayBlock());
    }
}
