package io.ottla.cli.tool;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows under headings: as text in columns, the way Kafka's tools print them, or as values for JSON. */
@OwnedBy(CREATOR)
public final class Table {
    private static final String MISSING = "-";

    private final List<Column> columns = new ArrayList<>();
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private String rowEnd = "";

    /**
     * A column.
     *
     * @param key its name in JSON
     * @param width that of its text at least; 0 for a last column that is not filled up
     * @param grows is it as wide as the longest of its values?
     */
    private record Column(String heading, String key, int width, boolean grows) {}

    /** Adds a column that is as wide as its longest value. */
    public Table growing(String heading, String key, int leastWidth) {
        columns.add(new Column(heading, key, leastWidth, true));
        return this;
    }

    /** Adds a column of this width, in which longer values move the rest of their row. */
    public Table fixed(String heading, String key, int width) {
        columns.add(new Column(heading, key, width, false));
        return this;
    }

    /** Adds the last column. */
    public Table last(String heading, String key) {
        columns.add(new Column(heading, key, 0, false));
        return this;
    }

    /** What each line ends with. */
    public Table rowEnd(String end) {
        rowEnd = end;
        return this;
    }

    /** Adds a row: a value for each column, null if there is none. */
    public void row(@Nullable Object... values) {
        rows.add(Arrays.asList(values));
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Prints headings and rows. */
    public void print(Terminal terminal) {
        var widths = widths();
        var headings = columns.stream().<Object>map(Column::heading).toList();
        terminal.out().println(terminal.heading(line(headings, widths)));
        rows.forEach(row -> terminal.out().println(line(row, widths)));
    }

    private int[] widths() {
        var widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            var column = columns.get(i);
            widths[i] = column.width();
            if (column.grows()) {
                for (var row : rows) {
                    widths[i] = Math.max(widths[i], text(row.get(i)).length());
                }
            }
        }
        return widths;
    }

    private static String text(@Nullable Object value) {
        return value == null ? MISSING : String.valueOf(value);
    }

    private String line(List<? extends @Nullable Object> values, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            var text = text(values.get(i));
            line.append(i == 0 ? "" : " ").append(text).append(" ".repeat(Math.max(0, widths[i] - text.length())));
        }
        return line.append(rowEnd).toString();
    }

    /** Each row by the keys of the columns. */
    public List<Map<String, @Nullable Object>> values() {
        var values = new ArrayList<Map<String, @Nullable Object>>();
        for (var row : rows) {
            var byKey = new LinkedHashMap<String, @Nullable Object>();
            for (int i = 0; i < columns.size(); i++) {
                byKey.put(columns.get(i).key(), row.get(i));
            }
            values.add(byKey);
        }
        return values;
    }
}
