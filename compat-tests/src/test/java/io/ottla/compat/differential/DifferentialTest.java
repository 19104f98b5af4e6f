package io.ottla.compat.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ottla.compat.ClientProgram;
import io.ottla.compat.OttlaServer;
import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Both;
import io.ottla.compat.differential.ask.Difference;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Wanted;
import io.ottla.compat.differential.cluster.AboutTheCluster;
import io.ottla.compat.differential.config.AboutConfigs;
import io.ottla.compat.differential.data.AboutRecords;
import io.ottla.compat.differential.group.AboutGroups;
import io.ottla.compat.differential.mutated.MutatedRequests;
import io.ottla.compat.differential.security.AboutSecurity;
import io.ottla.compat.differential.topic.AboutTopics;
import io.ottla.compat.oracle.ApacheKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Apache Kafka 4.3.1 and Ottla, asked the same in raw frames, give the same replies. What we want to be different stands in
 * {@code differences.txt}, with its reason; what is served and compared, in {@code apis.txt}. {@code -Dseed=7} changes requests
 * by another seed, {@code -Dseeds=20} by those from 1 to 20.
 */
class DifferentialTest {
    private static final Path FOLDER = OttlaServer.ROOT.resolve("compat-tests/src/test/resources/differential");

    /** A new API has its questions here: a class in the package of its subject, named in that package's list. */
    private static final List<List<Questions>> SUBJECTS = List.of(
            AboutTheCluster.all(),
            AboutTopics.all(),
            AboutRecords.all(),
            AboutConfigs.all(),
            AboutGroups.all(),
            AboutSecurity.all());

    /** Both alike, and small where a test must reach a limit. */
    private static final Map<String, String> SETTINGS = Map.of(
            "auto.create.topics.enable", "true",
            "num.partitions", "2",
            "offsets.topic.num.partitions", "1",
            "group.initial.rebalance.delay.ms", "0",
            "message.max.bytes", "200000",
            // Records are stamped with a time that is long gone.
            "log.retention.hours", "100000",
            "log.initial.task.delay.ms", "100000000",
            "log.retention.check.interval.ms", "100000000");

    private static ApacheKafka kafka;
    private static OttlaServer ottla;
    private static Both both;
    private static Wanted wanted;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        wanted = Wanted.read(FOLDER.resolve("differences.txt"));
        kafka = ApacheKafka.start(SETTINGS);
        ottla = OttlaServer.start(
                data,
                SETTINGS.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        both = new Both(kafka.bootstrap(), ottla.bootstrap());
    }

    @AfterAll
    static void stop(TestReporter reporter) {
        reporter.publishEntry("requests asked of both", Integer.toString(both.count()));
        both.close();
        ottla.close();
        kafka.close();
    }

    /** The last ones look back on those before. */
    @TestFactory
    Stream<DynamicTest> replies_are_those_of_apache_kafka() {
        var questions = SUBJECTS.stream()
                .flatMap(List::stream)
                .map(one -> dynamicTest(title(one), () -> assertNothingDiffers(one)));
        var mutated = seeds().boxed().flatMap(DifferentialTest::mutated);
        var admins = Stream.of("4.4.0", "4.3.1")
                .map(version -> dynamicTest("Admin of " + version, () -> assertNothingDiffers(version)));
        var laws = Stream.of(
                dynamicTest("every wanted difference is still there", () -> assertEquals(List.of(), wanted.unmet())),
                dynamicTest("every served version is asked about", () -> assertAllAsked()),
                dynamicTest("what is served and compared is written down", () -> assertListed()));
        return Stream.of(questions, mutated, admins, laws).flatMap(tests -> tests);
    }

    private static LongStream seeds() {
        var seed = System.getProperty("seed", "");
        return seed.isEmpty()
                ? LongStream.rangeClosed(1, Long.getLong("seeds", 1))
                : LongStream.of(Long.parseLong(seed));
    }

    private static Stream<DynamicTest> mutated(long seed) {
        return Stream.of(ApiKeys.values())
                .filter(api -> both.served().byBoth(api).findAny().isPresent())
                .map(api ->
                        dynamicTest("mutated " + api.name + ", seed " + seed, () -> assertNothingDiffers(api, seed)));
    }

    private static String title(Questions questions) {
        return questions.getClass().getSimpleName().replace("Questions", "");
    }

    private static void assertNothingDiffers(Questions questions) {
        assertNothingDiffers(questions.api(), questions::ask);
    }

    private static void assertNothingDiffers(ApiKeys api, long seed) {
        both.endSampling();
        assertNothingDiffers(api, new MutatedRequests(seed)::ask);
    }

    private static void assertNothingDiffers(ApiKeys api, Consumer<Asking> questions) {
        var broken = new ArrayList<String>();
        both.served().byBoth(api).forEach(version -> {
            try {
                questions.accept(new Asking(both, api, version));
            } catch (AssertionError e) {
                broken.add("v" + version + ": " + e.getMessage());
            }
        });
        var unwanted = both.takeDifferences().stream()
                .filter(difference -> !wanted.explains(difference))
                .toList();
        assertEquals("", String.join("\n", broken) + Difference.told(unwanted), "neither equal nor wanted");
    }

    /** What the stock client makes of replies, of which it shows its users only a part. */
    private static void assertNothingDiffers(String clients) {
        assertEquals(told(clients, kafka.bootstrap()), told(clients, ottla.bootstrap()));
    }

    private static String told(String clients, String bootstrap) {
        return ClientProgram.fork(clients, StockAdmin.class, bootstrap).orFail().out();
    }

    private static void assertAllAsked() {
        var unasked = new ArrayList<String>();
        for (var api : ApiKeys.values()) {
            var asked = both.asked(api).boxed().toList();
            both.served()
                    .byBoth(api)
                    .filter(version -> !asked.contains(version))
                    .forEach(version -> unasked.add(api.name + " v" + version));
        }
        assertEquals(List.of(), unasked);
    }

    private static void assertListed() throws IOException {
        var listed = Files.readAllLines(FOLDER.resolve("apis.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertEquals(String.join("\n", both.served().lines()), String.join("\n", listed));
    }
}
