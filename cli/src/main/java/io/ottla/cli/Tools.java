package io.ottla.cli;

import io.ottla.cli.cluster.BrokerApiVersionsTool;
import io.ottla.cli.cluster.LogDirsTool;
import io.ottla.cli.config.ConfigsTool;
import io.ottla.cli.consume.ConsoleConsumerTool;
import io.ottla.cli.dump.DumpLogTool;
import io.ottla.cli.offset.DeleteRecordsTool;
import io.ottla.cli.offset.GetOffsetsTool;
import io.ottla.cli.produce.ConsoleProducerTool;
import io.ottla.cli.storage.StorageTool;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.topic.TopicsTool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of tools. A new tool is a line here and a script in bin/. */
final class Tools {
    static final List<String> NAMES = List.of(
            "kafka-broker-api-versions", "kafka-delete-records", "kafka-get-offsets", "kafka-log-dirs", "kafka-topics");

    private Tools() {}

    /** The tool with this name, made anew; null if there is none. */
    static @Nullable Tool named(String name) {
        return switch (name) {
            case "kafka-broker-api-versions" -> new BrokerApiVersionsTool();
            case "kafka-configs" -> new ConfigsTool();
            case "kafka-console-consumer" -> new ConsoleConsumerTool();
            case "kafka-console-producer" -> new ConsoleProducerTool();
            case "kafka-delete-records" -> new DeleteRecordsTool();
            case "kafka-dump-log" -> new DumpLogTool();
            case "kafka-get-offsets" -> new GetOffsetsTool();
            case "kafka-log-dirs" -> new LogDirsTool();
            case "kafka-storage" -> new StorageTool();
            case "kafka-topics" -> new TopicsTool();
            default -> null;
        };
    }
}
