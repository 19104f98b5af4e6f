import static java.util.Collections.singleton;
import static java.util.Collections.singletonList;
import static java.util.Collections.singletonMap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ConsumerGroupListing;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** The admin client of kafka-clients. Calls that a version lacks stand in a class of their own, which that version never loads. */
class PlainAdmin {
    private AdminClient admin;

    private AdminClient admin() {
        if (admin == null) {
            Map<String, Object> settings = new HashMap<>();
            settings.put("bootstrap.servers", Contract.BOOTSTRAP);
            admin = AdminClient.create(settings);
        }
        return admin;
    }

    @SuppressWarnings("unchecked")
    Object create_topic(Map<String, Object> request) throws Exception {
        NewTopic topic = new NewTopic(Contract.text(request, "topic"), Contract.number(request, "partitions"), (short) 1)
                .configs((Map<String, String>) request.get("configs"));
        done(admin().createTopics(singleton(topic)).all());
        return null;
    }

    Object topics(Map<String, Object> request) throws Exception {
        return Contract.map("topics", new ArrayList<>(done(admin().listTopics().names())));
    }

    Object partitions(Map<String, Object> request) throws Exception {
        String topic = Contract.text(request, "topic");
        DescribeTopicsResult result = admin().describeTopics(singleton(topic));
        TopicDescription described = done(has(result.getClass(), "topicNameValues") ? Since31.of(result, topic) : Until30.of(result, topic));
        return Contract.map("partitions", described.partitions().size());
    }

    Object config(Map<String, Object> request) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, Contract.text(request, "topic"));
        Config config = done(admin().describeConfigs(singleton(resource)).all()).get(resource);
        return Contract.map("value", config.get(Contract.text(request, "name")).value());
    }

    Object alter_config(Map<String, Object> request) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, Contract.text(request, "topic"));
        ConfigEntry entry = new ConfigEntry(Contract.text(request, "name"), Contract.text(request, "value"));
        done(has(AdminClient.class, "incrementalAlterConfigs")
                ? Since23.alter(admin(), resource, entry)
                : Until22.alter(admin(), resource, entry));
        return null;
    }

    Object add_partitions(Map<String, Object> request) throws Exception {
        NewPartitions partitions = NewPartitions.increaseTo(Contract.number(request, "total"));
        done(admin().createPartitions(singletonMap(Contract.text(request, "topic"), partitions)).all());
        return null;
    }

    Object delete_records(Map<String, Object> request) throws Exception {
        TopicPartition of = new TopicPartition(Contract.text(request, "topic"), Contract.number(request, "partition"));
        RecordsToDelete before = RecordsToDelete.beforeOffset(Contract.big(request, "before"));
        done(admin().deleteRecords(singletonMap(of, before)).all());
        return null;
    }

    Object delete_topic(Map<String, Object> request) throws Exception {
        done(admin().deleteTopics(singleton(Contract.text(request, "topic"))).all());
        return null;
    }

    Object groups(Map<String, Object> request) throws Exception {
        List<Object> groups = new ArrayList<>();
        for (ConsumerGroupListing each : done(admin().listConsumerGroups().all())) groups.add(each.groupId());
        return Contract.map("groups", groups);
    }

    Object describe_group(Map<String, Object> request) throws Exception {
        String group = Contract.text(request, "group");
        ConsumerGroupDescription described = done(admin().describeConsumerGroups(singleton(group)).all()).get(group);
        return Contract.map(
                "state", described.state().toString(),
                "members", described.members().size(),
                "assignor", described.partitionAssignor());
    }

    Object delete_group(Map<String, Object> request) throws Exception {
        done(admin().deleteConsumerGroups(singleton(Contract.text(request, "group"))).all());
        return null;
    }

    private static boolean has(Class<?> type, String method) {
        for (java.lang.reflect.Method each : type.getMethods()) {
            if (each.getName().equals(method)) return true;
        }
        return false;
    }

    private static <T> T done(KafkaFuture<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    private static final class Since31 {
        static KafkaFuture<TopicDescription> of(DescribeTopicsResult result, String topic) {
            return result.topicNameValues().get(topic);
        }
    }

    private static final class Until30 {
        @SuppressWarnings("deprecation")
        static KafkaFuture<TopicDescription> of(DescribeTopicsResult result, String topic) {
            return result.values().get(topic);
        }
    }

    private static final class Since23 {
        static KafkaFuture<Void> alter(AdminClient admin, ConfigResource resource, ConfigEntry entry) {
            Collection<AlterConfigOp> set = singletonList(new AlterConfigOp(entry, AlterConfigOp.OpType.SET));
            return admin.incrementalAlterConfigs(singletonMap(resource, set)).all();
        }
    }

    private static final class Until22 {
        @SuppressWarnings("deprecation")
        static KafkaFuture<Void> alter(AdminClient admin, ConfigResource resource, ConfigEntry entry) {
            return admin.alterConfigs(singletonMap(resource, new Config(singletonList(entry)))).all();
        }
    }
}
