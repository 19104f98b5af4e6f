package io.ottla.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The samples of a run as a Markdown table, which a terminal shows well enough, and as JSON. */
public final class Report {

    private static final List<String> BROKERS = List.of("kafka", "ottla", "floor");

    private final Samples samples;
    private final String conditions;

    /** Conditions are one line: machine, JDK, rounds, when. */
    public Report(Samples samples, String conditions) {
        this.samples = samples;
        this.conditions = conditions;
    }

    public String markdown() {
        List<List<String>> rows = new ArrayList<>();
        boolean floor = samples.measured().stream()
                .anyMatch(figure -> !samples.of(figure, "floor").isEmpty());
        String last = floor ? "answer-only server" : "";
        rows.add(List.of("figure", "unit", "Apache Kafka 4.3.1", "Ottla", "ratio", "goal", "reached", last));
        String room = "";
        for (Figure figure : samples.measured()) {
            if (!figure.room().equals(room)) {
                room = figure.room();
                rows.add(List.of("**" + room + "**" + noise(room), "", "", "", "", "", "", ""));
            }
            rows.add(row(figure));
        }
        return conditions + "\n\n" + table(rows);
    }

    private String noise(String room) {
        return samples.neighbours(room)
                .map(s -> String.format(
                        Locale.ROOT, " (others used %.0f %%, at most %.0f %%)", s.median() * 100, s.most() * 100))
                .orElse("");
    }

    private List<String> row(Figure figure) {
        Optional<Double> ratio = samples.ratio(figure);
        String verdict = figure.goal().exists()
                ? ratio.map(r -> figure.goal().reachedBy(r) ? "yes" : "**no**").orElse("")
                : "";
        return List.of(
                figure.label(),
                figure.unit(),
                cell(figure, "kafka"),
                cell(figure, "ottla"),
                ratio.map(r -> String.format(Locale.ROOT, r < 10 ? "%.2fx" : "%.0fx", r))
                        .orElse(""),
                figure.goal().toString(),
                verdict,
                cell(figure, "floor"));
    }

    private String cell(Figure figure, String broker) {
        return samples.summary(figure, broker)
                .map(s -> s.count() == 1
                        ? number(s.median())
                        : number(s.median()) + " (" + number(s.least()) + "-" + number(s.most()) + ")")
                .orElse("");
    }

    static String number(double value) {
        String format = value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    private static String table(List<List<String>> rows) {
        int columns = rows.get(0).size();
        if (rows.get(0).get(columns - 1).isEmpty()) columns--;
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++)
                widths[c] = Math.max(widths[c], row.get(c).length());
        }
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            text.append('|');
            for (int c = 0; c < columns; c++) {
                String cell = rows.get(r).get(c);
                text.append(' ')
                        .append(cell)
                        .append(" ".repeat(widths[c] - cell.length() + 1))
                        .append('|');
            }
            text.append('\n');
            if (r == 0) {
                for (int width : widths) text.append('|').append("-".repeat(width + 2));
                text.append("|\n");
            }
        }
        return text.toString();
    }

    public String json() {
        String figures = samples.measured().stream()
                .map(figure -> "    {\"figure\": \"" + figure.name() + "\", \"unit\": \"" + figure.unit() + "\", "
                        + brokers(figure)
                        + samples.ratio(figure)
                                .map(r -> String.format(Locale.ROOT, ", \"ratio\": %.4f", r))
                                .orElse("")
                        + "}")
                .collect(Collectors.joining(",\n"));
        return "{\n  \"conditions\": \"" + conditions.replace("\"", "'") + "\",\n  \"figures\": [\n" + figures
                + "\n  ]\n}\n";
    }

    private String brokers(Figure figure) {
        return BROKERS.stream()
                .filter(broker -> !samples.of(figure, broker).isEmpty())
                .map(broker -> "\"" + broker + "\": "
                        + samples.of(figure, broker).stream()
                                .map(v -> String.format(Locale.ROOT, "%.4f", v))
                                .collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(", "));
    }
}
