package io.ottla.cli.config;

import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.ClusterOptions;
import io.ottla.cli.tool.Json;
import io.ottla.cli.tool.PropertyFile;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** kafka-configs: reads the options and hands over to the action. */
public final class ConfigsTool implements Tool {
    @Override
    public Usage usage() {
        return withEntities(ClusterOptions.withOutput(ClusterOptions.addTo(Usage.of(
                        "kafka-configs.sh", "Shows and alters settings of topics, brokers and other entities.")))
                .flag("--describe", "Shows settings.")
                .flag("--alter", "Alters settings.")
                .flag("--all", "With --describe: all settings, also those that were not made for this entity.")
                .value(
                        "--add-config",
                        "name=value,...",
                        "Settings to make. A value with commas goes into brackets: k1=v1,k2=[v1,v2],k3=v3.")
                .value("--add-config-file", "file", "A properties file with settings to make.")
                .value("--delete-config", "name,...", "Settings to remove, so that the defaults count again.")
                .value("--bootstrap-controller", "host:port,...", "Not supported yet; use --bootstrap-server."));
    }

    private static Usage withEntities(Usage usage) {
        return usage.value("--topic", "name", "The settings of a topic.")
                .value("--broker", "id", "The settings of a broker.")
                .flag("--broker-defaults", "The settings all brokers start from.")
                .value("--broker-logger", "id", "The log levels of a broker.")
                .value("--client-metrics", "name", "The settings of a subscription to metrics of clients.")
                .value("--group", "name", "The settings of a group.")
                .value("--user", "name", "The quotas and credentials of a user.")
                .flag("--user-defaults", "The quotas of users that have none.")
                .value("--client", "id", "The quotas of a client id.")
                .flag("--client-defaults", "The quotas of client ids that have none.")
                .value("--ip", "address", "The quotas of an address.")
                .flag("--ip-defaults", "The quotas of addresses that have none.")
                .values(
                        "--entity-type",
                        "type",
                        "Another way to say it: topics, brokers, broker-loggers, client-metrics, groups, users,"
                                + " clients or ips; all of them if no name follows. Users and clients can be used"
                                + " together.")
                .values("--entity-name", "name", "With --entity-type: the name.")
                .flag("--entity-default", "With --entity-type: the defaults.");
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        var action = given.exactlyOne("--describe", "--alter");
        if (given.has("--bootstrap-controller")) {
            throw given.mistake("--bootstrap-controller is not supported yet; use --bootstrap-server");
        }
        given.required("--bootstrap-server");
        var entities = Entity.of(given);
        if (action.equals("--describe")) {
            given.refuseWith(action, "--add-config", "--add-config-file", "--delete-config");
            describe(given, entities, terminal);
            return;
        }
        given.refuseWith(action, "--output", "--json");
        var added = added(given);
        var deleted = given.text("--delete-config").map(ConfigPairs::toDelete).orElse(List.of());
        if (entities.stream().anyMatch(entity -> entity.name() == null)) {
            throw given.mistake("--alter needs a name, or defaults to alter");
        }
        try (var cluster = ClusterOptions.connect(given)) {
            if (entities.get(0).type().isQuota()) {
                new QuotaConfigs(cluster).alter(entities, added, deleted);
            } else {
                new AlterEntity(cluster).alter(entities.get(0), added, deleted);
            }
        }
        terminal.out().println(QuotaConfigs.completed(entities));
    }

    private static void describe(Arguments given, List<Entity> entities, Terminal terminal) {
        var isJson = ClusterOptions.isJson(given);
        try (var cluster = ClusterOptions.connect(given)) {
            if (entities.get(0).type().isQuota()) {
                new QuotaConfigs(cluster).describe(entities, isJson, terminal);
            } else if (isJson) {
                var values = new DescribeEntities(cluster, given.has("--all")).values(entities.get(0));
                terminal.out().println(Json.text(values));
            } else {
                new DescribeEntities(cluster, given.has("--all")).print(entities.get(0), terminal);
            }
        }
    }

    private static Map<String, String> added(Arguments given) {
        given.refuseWith("--alter", "--all");
        if (!given.has("--add-config") && !given.has("--add-config-file") && !given.has("--delete-config")) {
            throw given.mistake("--alter needs --add-config, --add-config-file or --delete-config");
        }
        if (given.has("--add-config")) {
            given.refuseWith("--add-config", "--add-config-file");
        }
        var added = new LinkedHashMap<String, String>();
        given.text("--add-config").map(ConfigPairs::toAdd).ifPresent(added::putAll);
        given.text("--add-config-file").map(PropertyFile::read).ifPresent(added::putAll);
        return added;
    }
}
