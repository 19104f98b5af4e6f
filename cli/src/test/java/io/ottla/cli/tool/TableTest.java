package io.ottla.cli.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class TableTest {
    private static Table table() {
        var table = new Table().growing("A", "a", 3).fixed("B", "b", 2).last("C", "c");
        table.row("longer", 1, null);
        table.row("x", "wide", 2L);
        return table;
    }

    @Test
    void columns_grow_or_do_not_and_what_is_missing_is_a_dash() {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, UTF_8);
        table().print(new Terminal(InputStream.nullInputStream(), stream, stream, Terminal.People.NONE));
        assertEquals("A      B  C\nlonger 1  -\nx      wide 2\n", out.toString(UTF_8));
    }

    @Test
    void the_same_rows_are_json() {
        assertEquals(
                "[{\"a\":\"longer\",\"b\":1,\"c\":null},{\"a\":\"x\",\"b\":\"wide\",\"c\":2}]",
                Json.text(table().values()));
    }
}
