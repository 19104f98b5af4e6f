package io.ottla.cli;

import io.ottla.base.Check;
import io.ottla.cli.cluster.BrokerApiVersionsTool;
import io.ottla.cli.cluster.ClusterTool;
import io.ottla.cli.cluster.LeaderElectionTool;
import io.ottla.cli.cluster.LogDirsTool;
import io.ottla.cli.cluster.MetadataQuorumTool;
import io.ottla.cli.config.ConfigsTool;
import io.ottla.cli.consume.ConsoleConsumerTool;
import io.ottla.cli.dump.DumpLogTool;
import io.ottla.cli.feature.FeaturesTool;
import io.ottla.cli.group.ConsumerGroupsTool;
import io.ottla.cli.group.GroupsTool;
import io.ottla.cli.offset.DeleteRecordsTool;
import io.ottla.cli.offset.GetOffsetsTool;
import io.ottla.cli.perf.ConsumerPerfTool;
import io.ottla.cli.perf.LatencyTool;
import io.ottla.cli.perf.ProducerPerfTool;
import io.ottla.cli.produce.ConsoleProducerTool;
import io.ottla.cli.reassign.ReassignPartitionsTool;
import io.ottla.cli.storage.StorageTool;
import io.ottla.cli.tool.Tool;
import io.ottla.cli.tool.Usage;
import io.ottla.cli.topic.TopicsTool;
import io.ottla.cli.verify.VerifiableConsumerTool;
import io.ottla.cli.verify.VerifiableProducerTool;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of tools. A new tool is a line here and a script in bin/. */
final class Tools {
    static final List<String> NAMES = List.of(
            "kafka-broker-api-versions",
            "kafka-cluster",
            "kafka-configs",
            "kafka-console-consumer",
            "kafka-console-producer",
            "kafka-consumer-groups",
            "kafka-consumer-perf-test",
            "kafka-delete-records",
            "kafka-dump-log",
            "kafka-e2e-latency",
            "kafka-features",
            "kafka-get-offsets",
            "kafka-groups",
            "kafka-leader-election",
            "kafka-log-dirs",
            "kafka-metadata-quorum",
            "kafka-producer-perf-test",
            "kafka-reassign-partitions",
            "kafka-storage",
            "kafka-topics",
            "kafka-verifiable-consumer",
            "kafka-verifiable-producer");

    private Tools() {}

    /** What one of {@link #NAMES} takes. */
    static Usage usage(String name) {
        return Check.present(named(name), "there is no tool %s", name).usage();
    }

    /** The tool with this name, made anew; null if there is none. */
    static @Nullable Tool named(String name) {
        return switch (name) {
            case "kafka-broker-api-versions" -> new BrokerApiVersionsTool();
            case "kafka-cluster" -> new ClusterTool();
            case "kafka-configs" -> new ConfigsTool();
            case "kafka-console-consumer" -> new ConsoleConsumerTool();
            case "kafka-console-producer" -> new ConsoleProducerTool();
            case "kafka-consumer-groups" -> new ConsumerGroupsTool();
            case "kafka-consumer-perf-test" -> new ConsumerPerfTool();
            case "kafka-delete-records" -> new DeleteRecordsTool();
            case "kafka-dump-log" -> new DumpLogTool();
            case "kafka-e2e-latency" -> new LatencyTool();
            case "kafka-features" -> new FeaturesTool();
            case "kafka-get-offsets" -> new GetOffsetsTool();
            case "kafka-groups" -> new GroupsTool();
            case "kafka-leader-election" -> new LeaderElectionTool();
            case "kafka-log-dirs" -> new LogDirsTool();
            case "kafka-metadata-quorum" -> new MetadataQuorumTool();
            case "kafka-producer-perf-test" -> new ProducerPerfTool();
            case "kafka-reassign-partitions" -> new ReassignPartitionsTool();
            case "kafka-storage" -> new StorageTool();
            case "kafka-topics" -> new TopicsTool();
            case "kafka-verifiable-consumer" -> new VerifiableConsumerTool();
            case "kafka-verifiable-producer" -> new VerifiableProducerTool();
            default -> null;
        };
    }
}
