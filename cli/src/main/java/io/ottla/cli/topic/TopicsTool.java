package io.ottla.cli.topic;

import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.ClusterOptions;
import io.ottla.cli.tool.Terminal;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;

/** kafka-topics: reads the options, refuses combinations that make no sense, and hands over to the action. */
public final class TopicsTool implements Tool {
    private static final String[] ACTIONS = {"--list", "--describe", "--create", "--alter", "--delete"};
    private static final String[] FILTERS = {
        "--under-replicated-partitions",
        "--under-min-isr-partitions",
        "--at-min-isr-partitions",
        "--unavailable-partitions",
        "--topics-with-overrides"
    };

    @Override
    public Usage usage() {
        var usage = Usage.of("kafka-topics.sh", "Creates, lists, describes, alters and deletes topics.");
        return withFilters(ClusterOptions.withOutput(ClusterOptions.addTo(usage))
                .flag("--list", "Lists topics.")
                .flag("--describe", "Shows partitions, replicas and settings of topics.")
                .flag("--create", "Creates a topic.")
                .flag("--alter", "Adds partitions to topics. (Settings are altered by kafka-configs.sh.)")
                .flag("--delete", "Deletes topics.")
                .value(
                        "--topic",
                        "name",
                        "The topic. All actions but --create take a regular expression here, and a comma for \"or\".")
                .value("--topic-id", "id", "The topic to describe, by its id.")
                .value(
                        "--partitions",
                        "count",
                        "How many partitions to create, or to have after --alter. The cluster's default if left out"
                                + " with --create. More partitions later mean that keys move to others.")
                .value(
                        "--replication-factor",
                        "count",
                        "How many replicas each new partition gets; the cluster's default if left out.")
                .value(
                        "--replica-assignment",
                        "id:id,id:id",
                        "The brokers of each partition by hand: replicas separated by ':', partitions by ','.")
                .values(
                        "--config",
                        "name=value",
                        "A setting of the topic to be created; may be given several times. Among them are"
                                + " cleanup.policy, compression.type, max.message.bytes, message.timestamp.type,"
                                + " min.insync.replicas, retention.bytes, retention.ms, segment.bytes, segment.ms.")
                .values("--delete-config", "name", "Has no effect any more; use kafka-configs.sh.")
                .flag(
                        "--if-exists",
                        "With --alter, --describe, --delete: it is no mistake if the topic does not exist.")
                .flag("--if-not-exists", "With --create: it is no mistake if the topic exists."));
    }

    private static Usage withFilters(Usage usage) {
        return usage.flag("--exclude-internal", "Leaves internal topics out of --list and --describe.")
                .flag("--topics-with-overrides", "With --describe: only topics with settings of their own.")
                .flag("--unavailable-partitions", "With --describe: only partitions without a living leader.")
                .flag(
                        "--under-min-isr-partitions",
                        "With --describe: only partitions with fewer replicas in sync than required.")
                .flag(
                        "--at-min-isr-partitions",
                        "With --describe: only partitions with just as many replicas in sync as required.")
                .flag("--under-replicated-partitions", "With --describe: only partitions with replicas out of sync.")
                .value(
                        "--partition-size-limit-per-response",
                        "count",
                        "With --describe: how many partitions to ask for at once (default 2000).");
    }

    @Override
    public void run(Arguments given, Terminal terminal) {
        var action = given.exactlyOne(ACTIONS);
        check(given, action);
        if (given.has("--delete-config")) {
            terminal.err().println("--delete-config has no effect; use kafka-configs.sh to remove a setting");
        }
        try (var cluster = ClusterOptions.connect(given)) {
            switch (action) {
                case "--list" -> new TopicList(cluster, given).print(terminal);
                case "--describe" -> new DescribeTopics(cluster, given).print(terminal);
                case "--create" -> new TopicChanges(cluster, given).create(terminal);
                case "--alter" -> new TopicChanges(cluster, given).addPartitions();
                default -> new TopicChanges(cluster, given).delete();
            }
        }
    }

    private static void check(Arguments given, String action) {
        given.required("--bootstrap-server");
        if (ClusterOptions.isJson(given) && !action.equals("--list") && !action.equals("--describe")) {
            given.refuseWith(action, "--output");
        }
        if (!action.equals("--list") && !action.equals("--describe")) {
            if (!given.has("--topic")) {
                throw given.mistake(action + " needs --topic");
            }
        }
        if (!action.equals("--describe")) {
            given.refuseWith(action, FILTERS);
            given.refuseWith(action, "--topic-id", "--partition-size-limit-per-response");
        }
        if (!action.equals("--create")) {
            given.refuseWith(action, "--replication-factor", "--if-not-exists");
            if (given.has("--config")) {
                throw given.mistake(
                        "--config only works with --create; settings of an existing topic are altered by kafka-configs.sh");
            }
        }
        if (!action.equals("--create") && !action.equals("--alter")) {
            given.refuseWith(action, "--partitions", "--replica-assignment");
        }
        switch (action) {
            case "--list", "--create" -> given.refuseWith(action, "--if-exists");
            case "--alter" -> {
                if (!given.has("--partitions")) {
                    throw given.mistake("--alter needs --partitions");
                }
            }
            default -> {}
        }
        if (action.equals("--create") && given.has("--replica-assignment")) {
            given.refuseWith("--replica-assignment", "--partitions", "--replication-factor");
        }
        if (!action.equals("--list") && !action.equals("--describe")) {
            given.refuseWith(action, "--exclude-internal");
        }
        refuseTwoFilters(given);
    }

    private static void refuseTwoFilters(Arguments given) {
        var filters = 0;
        for (var filter : FILTERS) {
            filters += given.has(filter) ? 1 : 0;
        }
        if (filters > 1) {
            throw given.mistake("only one of " + String.join(", ", FILTERS) + " can be used at a time");
        }
    }
}
