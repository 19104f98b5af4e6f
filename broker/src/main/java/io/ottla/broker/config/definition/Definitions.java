package io.ottla.broker.config.definition;

import io.ottla.base.Check;
import io.ottla.broker.config.definition.Definition.Importance;
import io.ottla.broker.config.definition.Definition.StandIn;
import io.ottla.broker.config.rows.AccessRows;
import io.ottla.broker.config.rows.CleanerRows;
import io.ottla.broker.config.rows.ClientMetricsRows;
import io.ottla.broker.config.rows.ControllerRows;
import io.ottla.broker.config.rows.GroupRows;
import io.ottla.broker.config.rows.GroupSettingRows;
import io.ottla.broker.config.rows.LogRows;
import io.ottla.broker.config.rows.MetricsRows;
import io.ottla.broker.config.rows.NetworkRows;
import io.ottla.broker.config.rows.NodeRows;
import io.ottla.broker.config.rows.OauthRows;
import io.ottla.broker.config.rows.QuotaRows;
import io.ottla.broker.config.rows.ReplicationQuotaRows;
import io.ottla.broker.config.rows.ReplicationRows;
import io.ottla.broker.config.rows.RequestRows;
import io.ottla.broker.config.rows.SaslRows;
import io.ottla.broker.config.rows.ShareGroupRows;
import io.ottla.broker.config.rows.SslRows;
import io.ottla.broker.config.rows.StreamsGroupRows;
import io.ottla.broker.config.rows.TieredStorageRows;
import io.ottla.broker.config.rows.TopicCreationRows;
import io.ottla.broker.config.rows.TopicRows;
import io.ottla.broker.config.rows.TransactionRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All settings of one kind of thing (brokers, topics, groups, ...), found by name. The rows are searched for names once and
 * a definition is read when it is first asked for: a start needs a few dozen of four hundred. Immutable to its users; what it
 * remembers may be computed twice by two threads, with equal results.
 */
public final class Definitions {
    /** What a broker may be told. */
    public static final Definitions BROKER = new Definitions(List.of(
            NodeRows.ROWS,
            NetworkRows.ROWS,
            RequestRows.ROWS,
            LogRows.ROWS,
            CleanerRows.ROWS,
            TopicCreationRows.ROWS,
            ReplicationRows.ROWS,
            ControllerRows.ROWS,
            GroupRows.ROWS,
            ShareGroupRows.ROWS,
            StreamsGroupRows.ROWS,
            TransactionRows.ROWS,
            AccessRows.ROWS,
            SslRows.ROWS,
            SaslRows.ROWS,
            OauthRows.ROWS,
            QuotaRows.ROWS,
            MetricsRows.ROWS,
            TieredStorageRows.ROWS));

    /** What a broker may be told only while it runs. */
    public static final Definitions REPLICATION_QUOTA = new Definitions(List.of(ReplicationQuotaRows.ROWS));

    /** What a topic may set for itself. */
    public static final Definitions TOPIC = new Definitions(List.of(TopicRows.ROWS));

    /** What a group may set for itself. */
    public static final Definitions GROUP = new Definitions(List.of(GroupSettingRows.ROWS));

    /** What a client-metrics subscription may set. */
    public static final Definitions CLIENT_METRICS = new Definitions(List.of(ClientMetricsRows.ROWS));

    private static final String WITHOUT_EFFECT = "without-effect:";

    private final Map<String, Row> rowByName;

    private Definitions(List<String> tables) {
        rowByName = new HashMap<>(512);
        for (var table : tables) {
            for (int line = 0; line < table.length(); line = table.indexOf('\n', line) + 1) {
                if (table.charAt(line) != ' ') {
                    rowByName.put(table.substring(line, table.indexOf(' ', line)), new Row(table, line));
                }
            }
        }
    }

    /** The names there are, internal ones too, in no order. */
    public Set<String> names() {
        return Set.copyOf(rowByName.keySet());
    }

    /** Is there such a setting? */
    public boolean knows(String name) {
        return rowByName.containsKey(name);
    }

    /** The definition of {@code name}; empty if there is no such setting. */
    public Optional<Definition> find(String name) {
        var row = rowByName.get(name);
        return row == null ? Optional.empty() : Optional.of(row.definition());
    }

    /** The definition of {@code name}, which must exist. */
    public Definition get(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no setting is called " + name));
    }

    /** Where a definition stands, and the definition once it has been read. */
    private static final class Row {
        private final String table;
        private final int line;
        private @Nullable Definition definition;

        Row(String table, int line) {
            this.table = table;
            this.line = line;
        }

        Definition definition() {
            var known = definition;
            if (known == null) {
                known = read();
                definition = known;
            }
            return known;
        }

        private Definition read() {
            int end = table.indexOf('\n', line);
            var columns = words(table.substring(line, end));
            Check.that(columns.size() >= 6, "a row has %d columns: %s", columns.size(), columns);
            var extras = columns.subList(6, columns.size());
            var defaultText = columns.get(2);
            return new Definition(
                    columns.get(0),
                    ConfigType.valueOf(constant(columns.get(1))),
                    defaultText.equals("null") ? null : defaultText.equals("''") ? "" : defaultText,
                    Rule.of(columns.get(3)),
                    Importance.valueOf(constant(columns.get(4))),
                    columns.get(5).equals("-") ? UpdateMode.CLUSTER_WIDE : UpdateMode.valueOf(constant(columns.get(5))),
                    extras.contains("internal"),
                    extras.contains("deprecated"),
                    standIns(extras),
                    withoutEffect(extras),
                    documentationBelow(end + 1));
        }

        private String documentationBelow(int from) {
            var text = new StringBuilder();
            for (int start = from; start < table.length() && table.charAt(start) == ' '; ) {
                int end = table.indexOf('\n', start);
                text.append(text.isEmpty() ? "" : " ")
                        .append(table.substring(start, end).strip());
                start = end + 1;
            }
            return text.toString();
        }

        private static Optional<WithoutEffect> withoutEffect(List<String> extras) {
            return extras.stream()
                    .filter(extra -> extra.startsWith(WITHOUT_EFFECT))
                    .map(extra -> WithoutEffect.named(extra.substring(WITHOUT_EFFECT.length())))
                    .findFirst();
        }

        private static List<StandIn> standIns(List<String> extras) {
            var standIns = new ArrayList<StandIn>();
            for (var extra : extras) {
                if (extra.startsWith("<-")) {
                    for (var source : ConfigType.split(extra.substring(2))) {
                        int star = source.indexOf('*');
                        standIns.add(
                                star < 0
                                        ? new StandIn(source, 1)
                                        : new StandIn(
                                                source.substring(0, star), Long.parseLong(source.substring(star + 1))));
                    }
                }
            }
            return List.copyOf(standIns);
        }

        private static List<String> words(String line) {
            var words = new ArrayList<String>();
            int from = 0;
            for (int i = 0; i <= line.length(); i++) {
                if (i == line.length() || line.charAt(i) == ' ') {
                    if (i > from) {
                        words.add(line.substring(from, i));
                    }
                    from = i + 1;
                }
            }
            return words;
        }

        private static String constant(String column) {
            return column.toUpperCase(Locale.ROOT).replace('-', '_');
        }
    }
}
