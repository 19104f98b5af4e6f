package io.ottla.cli.config;

import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Json;
import io.ottla.cli.tool.Terminal;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.config.AlterClientQuotas;
import io.ottla.wire.message.config.DescribeClientQuotas;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings of users, clients and addresses: quotas. */
final class QuotaConfigs {
    private static final byte EXACT = 0;
    private static final byte DEFAULT = 1;
    private static final byte ANY = 2;

    private final Cluster cluster;

    QuotaConfigs(Cluster cluster) {
        this.cluster = cluster;
    }

    void describe(List<Entity> entities, boolean isJson, Terminal terminal) {
        var components = entities.stream().map(QuotaConfigs::component).toList();
        var answer = cluster.ask(new DescribeClientQuotas.Request(components, true));
        BrokerRefused.unlessNone(answer.errorCode(), answer.errorMessage());
        var entries = answer.entries() == null ? List.<DescribeClientQuotas.Entry>of() : answer.entries();
        if (isJson) {
            terminal.out()
                    .println(Json.text(entries.stream().map(QuotaConfigs::value).toList()));
        } else {
            entries.forEach(entry -> terminal.out().println(line(entry)));
        }
    }

    /** Whose quotas, null being the default, and the quotas. */
    private static Map<String, Object> value(DescribeClientQuotas.Entry entry) {
        var whose = new TreeMap<String, @Nullable Object>();
        entry.entity().forEach(entity -> whose.put(entity.entityType(), entity.entityName()));
        var quotas = new TreeMap<String, Object>();
        entry.values().forEach(quota -> quotas.put(quota.key(), quota.value()));
        var value = new LinkedHashMap<String, Object>();
        value.put("entity", whose);
        value.put("quotas", quotas);
        return value;
    }

    private static DescribeClientQuotas.Component component(Entity entity) {
        var type = quotaType(entity.type());
        if (entity.name() == null) {
            return new DescribeClientQuotas.Component(type, ANY, null);
        }
        return entity.isDefault()
                ? new DescribeClientQuotas.Component(type, DEFAULT, null)
                : new DescribeClientQuotas.Component(type, EXACT, entity.name());
    }

    private static String quotaType(EntityType type) {
        return switch (type) {
            case USERS -> "user";
            case CLIENTS -> "client-id";
            default -> "ip";
        };
    }

    static String line(DescribeClientQuotas.Entry entry) {
        var whose = entry.entity().stream()
                .sorted(Comparator.comparing(DescribeClientQuotas.Entity::entityType)
                        .reversed())
                .map(QuotaConfigs::described)
                .collect(Collectors.joining(", "));
        var values = entry.values().stream()
                .map(quota -> quota.key() + "=" + quota.value())
                .collect(Collectors.joining(", "));
        return "Quota configs for " + whose + " are " + values;
    }

    private static String described(DescribeClientQuotas.Entity entity) {
        var type = entity.entityType().equals("user") ? "user-principal" : entity.entityType();
        return entity.entityName() == null ? "the default " + type : type + " '" + entity.entityName() + "'";
    }

    void alter(List<Entity> entities, Map<String, String> added, List<String> deleted) {
        var operations = new ArrayList<AlterClientQuotas.Operation>();
        added.forEach(
                (key, value) -> operations.add(new AlterClientQuotas.Operation(quota(key), rate(key, value), false)));
        deleted.forEach(key -> operations.add(new AlterClientQuotas.Operation(quota(key), 0, true)));
        var whose = entities.stream()
                .map(entity -> new AlterClientQuotas.Entity(
                        quotaType(entity.type()), entity.isDefault() ? null : entity.name()))
                .toList();
        var request = new AlterClientQuotas.Request(List.of(new AlterClientQuotas.Entry(whose, operations)), false);
        var answer = cluster.tellController(request, QuotaConfigs::error);
        for (var result : answer.entries()) {
            BrokerRefused.unlessNone(result.errorCode(), result.errorMessage());
        }
    }

    private static Optional<ErrorCode> error(AlterClientQuotas.Response answer) {
        return answer.entries().stream()
                .map(result -> ErrorCode.of(result.errorCode()))
                .findFirst();
    }

    private static String quota(String key) {
        if (key.startsWith("SCRAM-")) {
            throw new Failure("SCRAM credentials cannot be altered by this tool yet");
        }
        return key;
    }

    private static double rate(String key, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException notANumber) {
            throw new Failure(key + "=" + value + ": a quota is a number");
        }
    }

    /** What is said when an alteration is done, of whatever kind. */
    static String completed(List<Entity> entities) {
        return entities.stream()
                .map(entity -> entity.isDefault()
                        ? "Completed updating default config for "
                                + entity.type().plural() + " in the cluster."
                        : "Completed updating config for " + entity.type().singular() + " " + entity.name() + ".")
                .findFirst()
                .orElse("");
    }
}
