package io.ottla.compat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What stock consumers do in groups. Run in a JVM of its own with one version of kafka-clients; prints OK for each thing that went well. */
final class GroupProgram {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TURN = Duration.ofMillis(50);
    private static final int PARTITIONS = 6;
    private static final String ASSIGNORS = "org.apache.kafka.clients.consumer.";

    private final String bootstrap;

    private GroupProgram(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** Arguments: what to do, bootstrap address, and more. */
    public static void main(String[] args) throws Exception {
        var program = new GroupProgram(args[1]);
        switch (args[0]) {
            case "assignors" -> program.assignors();
            case "statics" -> program.statics();
            case "admin" -> program.admin();
            case "commit" -> program.commit(args[2], Long.parseLong(args[3]));
            case "committed" -> program.committed(args[2], Long.parseLong(args[3]));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void ok(String what) {
        System.out.println("OK " + what);
    }

    private static void await(String what, BooleanSupplier isSo, Runnable meanwhile) {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > endNanos) {
                throw new AssertionError("not within " + PATIENCE + ": " + what);
            }
            meanwhile.run();
        }
    }

    // ---- consumers

    /** One stock consumer; polled by whoever holds it. */
    private final class Reader implements ConsumerRebalanceListener {
        private final KafkaConsumer<String, String> consumer;
        private final Set<TopicPartition> owned = new HashSet<>();
        private final List<String> read = new ArrayList<>();
        private int assignments;

        Reader(String topic, String group, Map<String, String> more) {
            var settings = new Properties();
            settings.put("bootstrap.servers", bootstrap);
            settings.put("group.id", group);
            settings.put("auto.offset.reset", "earliest");
            settings.put("enable.auto.commit", "false");
            settings.put("session.timeout.ms", "6000");
            settings.put("heartbeat.interval.ms", "300");
            settings.putAll(more);
            consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
            consumer.subscribe(List.of(topic), this);
        }

        void turn() {
            consumer.poll(TURN).forEach(record -> read.add(record.value()));
            if (!owned.isEmpty()) {
                try {
                    consumer.commitSync();
                } catch (org.apache.kafka.common.errors.RebalanceInProgressException
                        | org.apache.kafka.clients.consumer.CommitFailedException rebalancing) {
                    return; // it will be read again
                }
            }
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            owned.addAll(partitions);
            assignments++;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            owned.removeAll(partitions);
        }
    }

    private static boolean isShared(List<Reader> readers, int most) {
        Set<TopicPartition> all = new HashSet<>();
        int sum = 0;
        for (var reader : readers) {
            all.addAll(reader.owned);
            sum += reader.owned.size();
            if (reader.owned.isEmpty() || reader.owned.size() > most) {
                return false;
            }
        }
        return all.size() == PARTITIONS && sum == PARTITIONS;
    }

    private void awaitShared(String what, List<Reader> readers) {
        int most = (PARTITIONS + readers.size() - 1) / readers.size();
        await(what, () -> isShared(readers, most), () -> readers.forEach(Reader::turn));
    }

    private void assignors() throws ExecutionException, InterruptedException {
        for (var name : List.of("RangeAssignor", "RoundRobinAssignor", "StickyAssignor", "CooperativeStickyAssignor")) {
            var topic = "assigned-by-" + name;
            create(topic);
            var settings = Map.of("partition.assignment.strategy", ASSIGNORS + name);
            var crashing =
                    Map.of("partition.assignment.strategy", ASSIGNORS + name, "internal.leave.group.on.close", "false");
            var readers = new ArrayList<Reader>();
            readers.add(new Reader(topic, topic, settings));
            awaitShared("one has all", readers);
            readers.add(new Reader(topic, topic, crashing));
            awaitShared("two share", readers);
            readers.add(new Reader(topic, topic, settings));
            awaitShared("three share", readers);
            write(topic, 0, 60);
            await("all are read", () -> count(readers) >= 60, () -> readers.forEach(Reader::turn));
            readers.remove(1).consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
            awaitShared("one has crashed", readers);
            readers.remove(0).consumer.close();
            awaitShared("one has left", readers);
            write(topic, 60, 120);
            await("the last reads all", () -> isRead(readers.get(0), 60, 120), () -> readers.forEach(Reader::turn));
            readers.get(0).consumer.close();
            ok(name);
        }
    }

    private static int count(List<Reader> readers) {
        Set<String> read = new HashSet<>();
        readers.forEach(reader -> read.addAll(reader.read));
        return read.size();
    }

    private static boolean isRead(Reader reader, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!reader.read.contains("record " + i)) {
                return false;
            }
        }
        return true;
    }

    private void create(String topic) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    private void write(String topic, int from, int to) {
        var settings = new Properties();
        settings.put("bootstrap.servers", bootstrap);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (int i = from; i < to; i++) {
                var unused = producer.send(new ProducerRecord<>(topic, i % PARTITIONS, null, "record " + i));
            }
        }
    }

    /** A static member that comes back has what it had, and the others notice nothing (KIP-345). */
    private void statics() throws ExecutionException, InterruptedException {
        create("static");
        var one = new Reader("static", "static", Map.of("group.instance.id", "one", "session.timeout.ms", "30000"));
        var two = new Reader("static", "static", Map.of("group.instance.id", "two", "session.timeout.ms", "30000"));
        awaitShared("two share", List.of(one, two));
        var before = Set.copyOf(two.owned);
        int assignments = one.assignments;
        two.consumer.close();
        var again = new Reader("static", "static", Map.of("group.instance.id", "two", "session.timeout.ms", "30000"));
        awaitShared("it is back", List.of(one, again));
        if (!before.equals(again.owned) || one.assignments != assignments) {
            throw new AssertionError(before + " became " + again.owned + "; assigned again: " + one.assignments);
        }
        ok("a static member has come back");
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            one.consumer.close();
            var gone = new RemoveMembersFromConsumerGroupOptions(List.of(new MemberToRemove("one")));
            admin.removeMembersFromConsumerGroup("static", gone).all().get();
        }
        awaitShared("the other was removed", List.of(again));
        ok("an administrator has removed a static member");
        again.consumer.close();
    }

    // ---- commits

    private void commit(String group, long offset) {
        var settings = settings(group);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            Map<TopicPartition, OffsetAndMetadata> offsets =
                    new TreeMap<>((a, b) -> Integer.compare(a.partition(), b.partition()));
            for (int i = 0; i < PARTITIONS; i++) {
                offsets.put(
                        new TopicPartition("committed", i),
                        new OffsetAndMetadata(offset + i, Optional.of(0), "note " + i));
            }
            consumer.commitSync(offsets);
        }
        ok("committed");
    }

    private void committed(String group, long offset) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            for (int i = 0; i < PARTITIONS; i++) {
                var expected = new OffsetAndMetadata(offset + i, Optional.of(0), "note " + i);
                if (!expected.equals(offsets.get(new TopicPartition("committed", i)))) {
                    throw new AssertionError("expected " + expected + " in " + offsets);
                }
            }
        }
        ok("committed before");
    }

    private Properties settings(String group) {
        var settings = new Properties();
        settings.put("bootstrap.servers", bootstrap);
        settings.put("group.id", group);
        return settings;
    }

    // ---- administration

    private void admin() throws ExecutionException, InterruptedException {
        create("administered");
        write("administered", 0, 12);
        var reader = new Reader("administered", "administered", Map.of("client.id", "mine"));
        awaitShared("one has all", List.of(reader));
        await("all are read", () -> reader.read.size() == 12, reader::turn);
        reader.turn();
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var described = Objects.requireNonNull(admin.describeConsumerGroups(List.of("administered"))
                            .describedGroups()
                            .get("administered"))
                    .get();
            expect("Stable", described.groupState().toString());
            expect("range", described.partitionAssignor());
            var member = described.members().iterator().next();
            expect("mine", member.clientId());
            expect("/127.0.0.1", member.host());
            expect(PARTITIONS, member.assignment().topicPartitions().size());
            ok("described");
            var listed = admin.listGroups().all().get().stream()
                    .filter(group -> group.groupId().equals("administered"))
                    .findFirst();
            expect("Classic", listed.orElseThrow().type().orElseThrow().toString());
            ok("listed");
            reader.consumer.close();
            var first = new TopicPartition("administered", 0);
            admin.alterConsumerGroupOffsets("administered", Map.of(first, new OffsetAndMetadata(1)))
                    .all()
                    .get();
            expect(1L, offset(admin, first));
            ok("altered");
            admin.deleteConsumerGroupOffsets("administered", Set.of(first))
                    .all()
                    .get();
            expect(-1L, offset(admin, first));
            ok("offsets deleted");
            admin.deleteConsumerGroups(List.of("administered")).all().get();
            expect(-1L, offset(admin, new TopicPartition("administered", 1)));
            ok("deleted");
        }
    }

    private static long offset(Admin admin, TopicPartition partition) throws ExecutionException, InterruptedException {
        var offset = admin.listConsumerGroupOffsets("administered")
                .partitionsToOffsetAndMetadata()
                .get()
                .get(partition);
        return offset == null ? -1 : offset.offset();
    }

    private static void expect(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("expected " + expected + ", is " + actual);
        }
    }
}
