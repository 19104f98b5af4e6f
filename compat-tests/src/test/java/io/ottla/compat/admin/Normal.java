package io.ottla.compat.admin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.common.message.AlterClientQuotasResponseData;
import org.apache.kafka.common.message.AlterReplicaLogDirsResponseData;
import org.apache.kafka.common.message.AlterUserScramCredentialsResponseData;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.CreateTopicsResponseData.CreatableTopicConfigs;
import org.apache.kafka.common.message.CreateTopicsResponseData.CreatableTopicResult;
import org.apache.kafka.common.message.DeleteTopicsResponseData;
import org.apache.kafka.common.message.DescribeClientQuotasResponseData;
import org.apache.kafka.common.message.DescribeConfigsResponseData;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResourceResult;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsSynonym;
import org.apache.kafka.common.message.DescribeQuorumResponseData;
import org.apache.kafka.common.message.DescribeUserScramCredentialsResponseData;
import org.apache.kafka.common.message.ElectLeadersResponseData;
import org.apache.kafka.common.message.ListConfigResourcesResponseData;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer down without what differs between any two brokers: ids, addresses, directories, room on disk, the words of
 * errors and of documentation, and the order of what has none. An object a line.
 */
final class Normal {
    private static final Pattern MESSAGE = Pattern.compile("errorMessage=(null|'.*?')(?=\\)|, [a-zA-Z]+=)");
    private static final Pattern ID =
            Pattern.compile("(topicId|clusterId|clientInstanceId|replicaDirectoryId)=(?!A{22})'?[\\w-]{22}'?");
    private static final Pattern PORT = Pattern.compile("((?:localhost|127\\.0\\.0\\.1):|port=)\\d+");
    private static final Pattern DIRECTORY = Pattern.compile("(logDir='|log.dirs=)[^' ]*");
    private static final Pattern ROOM = Pattern.compile("(totalBytes|usableBytes)=\\d+");
    private static final Pattern MOMENT =
            Pattern.compile("(leaderEpoch|highWatermark|logEndOffset|lastFetchTimestamp|lastCaughtUpTimestamp)=\\d+");
    private static final Pattern SUBSCRIPTION = Pattern.compile("subscriptionId=-?\\d+");
    private static final Pattern OBJECT = Pattern.compile("(?<=[\\[ ])(?=[A-Z]\\w+\\()");

    private Normal() {}

    static String of(Object answer) {
        if (answer instanceof List<?> answers) {
            var text = new StringBuilder();
            answers.forEach(one -> text.append(of(one)));
            return text.toString();
        }
        var text = written(answer);
        text = MESSAGE.matcher(text).replaceAll("errorMessage=(any)");
        text = ID.matcher(text).replaceAll("$1=(some)");
        text = PORT.matcher(text).replaceAll("$1(port)");
        text = DIRECTORY.matcher(text).replaceAll("$1(directory)");
        text = ROOM.matcher(text).replaceAll("$1=(some)");
        if (answer instanceof DescribeQuorumResponseData) {
            text = MOMENT.matcher(text).replaceAll("$1=(some)");
        }
        text = SUBSCRIPTION.matcher(text).replaceAll("subscriptionId=(some)");
        text = text.replace("throttleTimeMs=0, ", "");
        return OBJECT.matcher(text).replaceAll("\n    ").replaceAll("\\n\\s*\\n", "\n") + "\n";
    }

    private static String written(Object answer) {
        if (answer instanceof DescribeConfigsResponseData described) {
            var text = new StringBuilder("DescribeConfigs");
            described.results().forEach(result -> write(result, text));
            return text.toString();
        }
        if (answer instanceof CreateTopicsResponseData created) {
            var text = new StringBuilder("CreateTopics");
            var topics = new ArrayList<>(created.topics());
            topics.sort(Comparator.comparing(CreatableTopicResult::name));
            topics.forEach(topic -> write(topic, text, showsConfigs(topic)));
            return text.toString();
        }
        if (answer instanceof DeleteTopicsResponseData deleted) {
            var topics = new ArrayList<>(deleted.responses());
            topics.sort(Comparator.comparing(topic -> String.valueOf(topic.name())));
            return "DeleteTopics" + topics;
        }
        sort(answer);
        return String.valueOf(answer);
    }

    private static void write(DescribeConfigsResponseData.DescribeConfigsResult result, StringBuilder text) {
        text.append("\n    ")
                .append(result.resourceType())
                .append(" '")
                .append(result.resourceName())
                .append("' error ")
                .append(result.errorCode());
        var configs = new ArrayList<>(result.configs());
        configs.sort(Comparator.comparing(DescribeConfigsResourceResult::name));
        for (var config : configs) {
            text.append("\n        ")
                    .append(config.name())
                    .append('=')
                    .append(config.value())
                    .append(config.readOnly() ? " read-only" : "")
                    .append(config.isSensitive() ? " secret" : "")
                    .append(" from ")
                    .append(config.configSource())
                    .append(" type ")
                    .append(config.configType())
                    .append(isSaid(config.documentation()) ? " documented" : "");
            for (DescribeConfigsSynonym synonym : config.synonyms()) {
                text.append("; ")
                        .append(synonym.name())
                        .append('=')
                        .append(synonym.value())
                        .append(" from ")
                        .append(synonym.source());
            }
        }
    }

    /** What comes in no order. */
    private static void sort(Object answer) {
        if (answer instanceof DescribeClientQuotasResponseData quotas && quotas.entries() != null) {
            quotas.entries().forEach(entry -> {
                entry.entity().sort(Comparator.comparing(Object::toString));
                entry.values().sort(Comparator.comparing(Object::toString));
            });
            quotas.entries().sort(Comparator.comparing(Object::toString));
        } else if (answer instanceof AlterClientQuotasResponseData quotas) {
            quotas.entries().forEach(entry -> entry.entity().sort(Comparator.comparing(Object::toString)));
            quotas.entries().sort(Comparator.comparing(Object::toString));
        } else if (answer instanceof DescribeUserScramCredentialsResponseData users) {
            users.results().forEach(user -> user.credentialInfos().sort(Comparator.comparing(Object::toString)));
            users.results().sort(Comparator.comparing(Object::toString));
        } else if (answer instanceof AlterUserScramCredentialsResponseData users) {
            users.results().sort(Comparator.comparing(Object::toString));
        } else if (answer instanceof ListConfigResourcesResponseData resources) {
            resources.configResources().sort(Comparator.comparing(Object::toString));
        } else if (answer instanceof AlterReplicaLogDirsResponseData moved) {
            moved.results().forEach(topic -> topic.partitions().sort(Comparator.comparing(Object::toString)));
        } else if (answer instanceof ElectLeadersResponseData elected) {
            elected.replicaElectionResults().sort(Comparator.comparing(Object::toString));
            elected.replicaElectionResults()
                    .forEach(topic -> topic.partitionResult().sort(Comparator.comparing(Object::toString)));
        }
    }

    private static boolean isSaid(@Nullable String documentation) {
        return documentation != null && !documentation.isEmpty();
    }

    /** What a topic got is written down once; elsewhere only what is not as always. */
    private static boolean showsConfigs(CreatableTopicResult topic) {
        return topic.name().equals("create-v7");
    }

    private static void write(CreatableTopicResult topic, StringBuilder text, boolean all) {
        var configs = topic.configs();
        topic.setConfigs(List.of());
        text.append("\n    ").append(topic);
        if (configs != null) {
            for (CreatableTopicConfigs config : configs) {
                if (!all && config.configSource() != 1) {
                    continue;
                }
                text.append("\n        ")
                        .append(config.name())
                        .append('=')
                        .append(config.value())
                        .append(config.readOnly() ? " read-only" : "")
                        .append(config.isSensitive() ? " secret" : "")
                        .append(" from ")
                        .append(config.configSource());
            }
        }
    }
}
