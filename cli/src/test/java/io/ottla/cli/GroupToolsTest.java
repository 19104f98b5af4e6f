package io.ottla.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Clock;
import io.ottla.cli.client.ClientSettings;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.FetchSettings;
import io.ottla.cli.client.HostPort;
import io.ottla.cli.client.group.GroupConsumer;
import io.ottla.cli.client.group.MemberSettings;
import io.ottla.cli.client.group.RebalanceListener;
import io.ottla.wire.TopicPartition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members of groups, and the tools that look after them, against a broker of this process. */
class GroupToolsTest {
    private static final int ROUNDS = 2000;

    @TempDir
    static Path directory;

    private static Node node;

    @BeforeAll
    static void start() throws IOException {
        node = Node.start(directory.resolve("data"));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static Run run(String tool, String line) {
        return withInput(tool, "", line);
    }

    private static Run withInput(String tool, String input, String line) {
        var words = Stream.concat(Stream.of(line.split(" ", -1)), Stream.of("--bootstrap-server", node.bootstrap()))
                .toArray(String[]::new);
        return Run.withInput(tool, input, words);
    }

    private static void fill(String topic, int partitions, int count) {
        run("kafka-topics", "--create --topic " + topic + " --partitions " + partitions)
                .well();
        var lines = IntStream.range(0, count)
                .mapToObj(i -> "k" + i + "\t" + i + "\n")
                .collect(Collectors.joining());
        withInput("kafka-console-producer", lines, "--topic " + topic + " --reader-property parse.key=true")
                .well();
    }

    /** A member with what it has and what it has read. */
    private static final class Member implements RebalanceListener, AutoCloseable {
        private final Cluster cluster;
        private final GroupConsumer consumer;
        private final List<String> read = new ArrayList<>();
        private List<TopicPartition> has = List.of();

        Member(String group, String topic, Map<String, String> properties) {
            var settings = new ClientSettings(HostPort.parseList(node.bootstrap()), properties)
                    .with(Map.of(
                            "auto.offset.reset", "earliest", "heartbeat.interval.ms", "50", "fetch.max.wait.ms", "20"));
            cluster = new Cluster(settings, Clock.system());
            consumer = new GroupConsumer(cluster, MemberSettings.of(settings, group), FetchSettings.of(settings), this);
            consumer.subscribe(List.of(topic));
        }

        void poll() {
            consumer.poll(20, record -> {
                var value = record.value();
                read.add(value == null ? "" : UTF_8.decode(value.duplicate()).toString());
                return true;
            });
        }

        @Override
        public void assigned(List<TopicPartition> partitions) {
            has = partitions;
        }

        @Override
        public void revoked(List<TopicPartition> partitions) {
            has = List.of();
        }

        @Override
        public void close() {
            consumer.close();
            cluster.close();
        }
    }

    private static void pollUntil(java.util.function.BooleanSupplier enough, Member... members) {
        for (int i = 0; i < ROUNDS && !enough.getAsBoolean(); i++) {
            for (var member : members) {
                member.poll();
            }
        }
        assertTrue(enough.getAsBoolean());
    }

    @Test
    void two_members_share_the_partitions_and_one_takes_over_when_the_other_leaves() {
        fill("shared", 4, 40);
        try (var one = new Member("two", "shared", Map.of())) {
            pollUntil(() -> one.has.size() == 4, one);
            try (var other = new Member("two", "shared", Map.of())) {
                pollUntil(() -> one.has.size() == 2 && other.has.size() == 2, one, other);
                var all = new TreeSet<Integer>();
                one.has.forEach(partition -> all.add(partition.partition()));
                other.has.forEach(partition -> all.add(partition.partition()));
                assertEquals(4, all.size());
            }
            pollUntil(() -> one.has.size() == 4 && one.read.size() == 40, one);
        }
    }

    @Test
    void round_robin_deals_out_one_by_one() {
        fill("dealt", 4, 4);
        var settings = Map.of("partition.assignment.strategy", "org.apache.kafka.clients.consumer.RoundRobinAssignor");
        try (var one = new Member("dealers", "dealt", settings);
                var other = new Member("dealers", "dealt", settings)) {
            pollUntil(() -> one.has.size() == 2 && other.has.size() == 2, one, other);
            assertEquals(2, Math.abs(one.has.get(0).partition() - one.has.get(1).partition()));
        }
    }

    @Test
    void a_static_member_comes_back_to_its_partitions() {
        fill("kept", 2, 10);
        var settings = Map.of("group.instance.id", "me");
        try (var before = new Member("statics", "kept", settings)) {
            pollUntil(() -> before.read.size() == 10, before);
        }
        var described = run("kafka-consumer-groups", "--describe --group statics --members")
                .well()
                .out();
        assertTrue(described.contains("GROUP-INSTANCE-ID") && described.contains(" me "), described);
        try (var after = new Member("statics", "kept", settings)) {
            pollUntil(() -> after.has.size() == 2, after);
            assertEquals(List.of(), after.read);
        }
    }

    @Test
    void a_group_goes_on_where_it_was() {
        fill("continued", 1, 20);
        var reading = "--topic continued --group goes-on --from-beginning --max-messages ";
        var first = run("kafka-console-consumer", reading + 7).well().out();
        var second = run("kafka-console-consumer", reading + 13).well().out();
        assertEquals(IntStream.range(0, 20).mapToObj(i -> i + "\n").collect(Collectors.joining()), first + second);
        assertTrue(run("kafka-consumer-groups", "--describe --group goes-on --output json")
                .well()
                .out()
                .contains("\"currentOffset\":20,\"logEndOffset\":20,\"lag\":0"));
    }

    @Test
    void offsets_move_as_every_scenario_says() {
        fill("moved", 1, 10);
        run("kafka-console-consumer", "--topic moved --group mover --from-beginning --max-messages 6")
                .well();
        assertEquals("6", moved("--to-current"));
        assertEquals("4", moved("--shift-by -2"));
        assertEquals("10", moved("--shift-by 100"));
        assertEquals("0", moved("--to-earliest"));
        assertEquals("10", moved("--to-latest"));
        assertEquals("3", moved("--to-offset 3"));
        assertEquals("0", moved("--by-duration PT1H"));
        assertEquals("0", moved("--to-datetime 2020-01-01T00:00:00.000+02:00"));
        assertEquals("10", moved("--to-datetime 2099-01-01T00:00:00.000"));
    }

    private static String moved(String scenario) {
        run("kafka-consumer-groups", "--reset-offsets --group mover --topic moved --execute " + scenario)
                .well();
        var export = run("kafka-consumer-groups", "--reset-offsets --group mover --all-topics --export --to-current");
        return export.well().out().strip().replace("moved,0,", "");
    }

    @Test
    void a_group_with_members_keeps_its_offsets() {
        fill("busy", 1, 3);
        try (var member = new Member("workers", "busy", Map.of())) {
            pollUntil(() -> member.read.size() == 3, member);
            var reset = run(
                    "kafka-consumer-groups", "--reset-offsets --group workers --all-topics --to-earliest --execute");
            assertEquals(1, reset.exitCode());
            assertEquals(
                    "Offsets can only be reset if the group 'workers' is inactive, but the current state is Stable.\n",
                    reset.err());
            assertEquals(
                    1, run("kafka-consumer-groups", "--delete --group workers").exitCode());
        }
        run("kafka-consumer-groups", "--delete --group workers").well();
        assertEquals(
                1, run("kafka-consumer-groups", "--describe --group workers").exitCode());
    }

    @Test
    void what_makes_no_sense_is_refused_in_a_line() {
        for (var line : List.of(
                "--describe",
                "--list --describe",
                "--describe --group g --members --state",
                "--reset-offsets --group g --to-earliest",
                "--reset-offsets --group g --all-topics",
                "--reset-offsets --group g --all-topics --to-earliest --to-latest",
                "--reset-offsets --group g --all-topics --to-datetime yesterday",
                "--reset-offsets --group g --all-topics --to-earliest --execute --dry-run",
                "--delete-offsets --group g",
                "--list --members",
                "--list --output xml")) {
            var run = run("kafka-consumer-groups", line);
            assertEquals(1, run.exitCode(), line);
            assertEquals(1, run.err().lines().count(), run.err());
        }
    }

    @Test
    void measuring_and_verifying_tools_do_their_work() {
        run("kafka-topics", "--create --topic measured --partitions 2").well();
        var produced =
                run("kafka-producer-perf-test", "--topic measured --num-records 5000 --record-size 20 --throughput -1");
        assertTrue(produced.well().out().startsWith("5000 records sent, "), produced.out());
        var consumed = run("kafka-consumer-perf-test", "--topic measured --num-records 5000 --hide-header");
        assertTrue(consumed.well().out().contains(", 5000, "), consumed.out());
        var latency = run("kafka-e2e-latency", "--topic way --num-records 20 --producer-acks all --record-size 10");
        assertTrue(latency.well().out().contains("\nAvg latency: "), latency.out());
        var verified = run("kafka-verifiable-producer", "--topic said --max-messages 3 --repeating-keys 2");
        assertEquals(3, verified.well().out().split("producer_send_success", -1).length - 1);
        var read = run("kafka-verifiable-consumer", "--topic said --group-id v --max-messages 3");
        assertTrue(
                read.well()
                        .out()
                        .contains("\"offsets_committed\",\"offsets\":[{\"topic\":\"said\",\"partition\":0"
                                + ",\"offset\":3}],\"success\":true}"),
                read.out());
    }
}
