package io.ottla.cli.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.base.Clock;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long nowMs;

    private Progress progress(boolean isTerminal) {
        var clock = new Clock() {
            @Override
            public long wallMs() {
                return nowMs;
            }

            @Override
            public long nanos() {
                return nowMs * 1_000_000;
            }
        };
        var stream = new PrintStream(err, true, UTF_8);
        var terminal = new Terminal(
                InputStream.nullInputStream(), stream, stream, new Terminal.People(false, false, isTerminal));
        return new Progress(terminal, clock, "records");
    }

    @Test
    void what_takes_long_is_counted_on_a_terminal() {
        var progress = progress(true);
        nowMs = 1000;
        progress.at(5000);
        nowMs = 1100;
        progress.at(6000);
        assertEquals("\r5,000 records, 5,000/s ", err.toString(UTF_8));
        progress.end();
        assertEquals("\r5,000 records, 5,000/s \r\033[K", err.toString(UTF_8));
    }

    @Test
    void what_is_soon_over_is_not() {
        var progress = progress(true);
        nowMs = 400;
        progress.at(5000);
        progress.end();
        assertEquals("", err.toString(UTF_8));
    }

    @Test
    void nobody_looks_at_a_file() {
        var progress = progress(false);
        nowMs = 10_000;
        progress.at(5000);
        progress.end();
        assertEquals("", err.toString(UTF_8));
    }
}
