package io.ottla.testkit.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.ottla.testkit.OttlaBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Classes as a user writes them are run by JUnit inside of a test, so that what is left after them can be seen. */
class KafkaBrokerTest {
    private static final List<OttlaBroker> seen = new ArrayList<>();
    private static final AtomicReference<@Nullable String> told = new AtomicReference<>();

    /** Runs one of the classes below; the answer is the failures, one line each. */
    private static List<String> run(Class<?> tests) {
        seen.clear();
        told.set(null);
        var listener = new SummaryGeneratingListener();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .build();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary().getFailures().stream()
                .map(failure -> String.valueOf(failure.getException()))
                .toList();
    }

    private static void assertAllClosed() {
        for (var broker : seen) {
            assertThrows(IllegalStateException.class, broker::topics);
        }
    }

    @KafkaBroker(topics = @Topic(value = "orders", partitions = 3, config = "cleanup.policy=compact"))
    static class OnTheClass {
        OnTheClass(OttlaBroker broker) {
            seen.add(broker);
        }

        @BeforeAll
        static void early(@KafkaBroker String bootstrapServers) {
            told.set(bootstrapServers);
        }

        @BeforeEach
        void before(OttlaBroker broker) {
            seen.add(broker);
        }

        @Test
        void one(OttlaBroker broker) {
            seen.add(broker);
            assertEquals("[orders]", broker.topics().toString());
            assertEquals(told.get(), broker.bootstrapServers());
        }

        @Test
        void other(@KafkaBroker OttlaBroker broker, @KafkaBroker(name = "another") OttlaBroker another) {
            seen.add(broker);
            assertNotSame(broker, another);
            assertEquals("[]", another.topics().toString());
        }

        @Nested
        class Inside {
            @Test
            void nested(OttlaBroker broker) {
                seen.add(broker);
            }
        }

        @AfterAll
        static void late(OttlaBroker broker) {
            assertEquals("[orders]", broker.topics().toString());
        }
    }

    @Test
    void a_broker_on_the_class_is_the_same_everywhere_in_it_and_closed_behind_it() {
        assertEquals(List.of(), run(OnTheClass.class));
        assertEquals(9, seen.size());
        seen.forEach(broker -> assertSame(seen.get(0), broker));
        assertAllClosed();
    }

    @KafkaBroker(lifetime = KafkaBroker.Lifetime.METHOD, data = KafkaBroker.Data.TEMPORARY_DIRECTORY)
    static class ForEachMethod {
        @BeforeEach
        void before(OttlaBroker broker) {
            assertEquals("[]", broker.topics().toString());
            broker.createTopic("mine", 1);
            seen.add(broker);
        }

        @Test
        void one(OttlaBroker broker) {
            assertSame(seen.get(seen.size() - 1), broker);
        }

        @Test
        void other(OttlaBroker broker) {
            assertSame(seen.get(seen.size() - 1), broker);
        }

        @AfterEach
        void after(OttlaBroker broker) {
            assertEquals("[mine]", broker.topics().toString());
        }
    }

    @Test
    void a_broker_for_each_method_is_a_fresh_one_and_closed_behind_it() {
        assertEquals(List.of(), run(ForEachMethod.class));
        assertEquals(2, seen.size());
        assertNotSame(seen.get(0), seen.get(1));
        assertAllClosed();
    }

    static class OnParameters {
        @Test
        void one(@KafkaBroker(config = "num.partitions=2") OttlaBroker broker) {
            seen.add(broker);
        }

        @Test
        void same(@KafkaBroker(config = "num.partitions=2") OttlaBroker broker) {
            seen.add(broker);
        }

        @Test
        void others(
                @KafkaBroker(name = "a") String a,
                @KafkaBroker(name = "b") String b,
                @KafkaBroker(name = "a") String a2) {
            assertNotEquals(a, b);
            assertEquals(a, a2);
        }
    }

    @Test
    void parameters_with_equal_annotations_get_the_same_broker() {
        assertEquals(List.of(), run(OnParameters.class));
        assertEquals(2, seen.size());
        assertSame(seen.get(0), seen.get(1));
        assertAllClosed();
    }

    @KafkaBroker(name = "a", topics = @Topic("in-a"))
    @KafkaBroker(name = "b", topics = @Topic("in-b"))
    static class SeveralOnTheClass {
        @Test
        void each(@KafkaBroker(name = "a") OttlaBroker a, @KafkaBroker(name = "b") OttlaBroker b) {
            assertEquals("[in-a]", a.topics().toString());
            assertEquals("[in-b]", b.topics().toString());
        }
    }

    @Test
    void several_on_a_class_are_told_apart_by_name() {
        assertEquals(List.of(), run(SeveralOnTheClass.class));
    }

    @KafkaBroker(config = "num.partitions=many")
    static class Mistaken {
        @Test
        void never(OttlaBroker broker) {
            throw new AssertionError("has " + broker);
        }

        @Test
        void neither(@KafkaBroker(config = "num.partitions") OttlaBroker broker) {
            throw new AssertionError("has " + broker);
        }

        @Test
        void nor(@KafkaBroker(topics = @Topic(value = "t", config = "retention.ms=soon")) OttlaBroker broker) {
            throw new AssertionError("has " + broker);
        }

        @Test
        void somethingElse(@KafkaBroker Integer broker) {
            throw new AssertionError("has " + broker);
        }
    }

    @Test
    void a_description_that_cannot_be_fails_the_test_with_the_reason() {
        var failures = String.join("\n", run(Mistaken.class));
        for (var reason : List.of(
                "num.partitions=many",
                "'num.partitions' is not of the form",
                "retention.ms",
                "not a java.lang.Integer")) {
            assertTrue(failures.contains(reason), failures);
        }
    }

    @KafkaBroker(lifetime = KafkaBroker.Lifetime.METHOD)
    static class TooEarly {
        TooEarly(OttlaBroker broker) {
            throw new AssertionError("has " + broker);
        }

        @Test
        void never() {
            throw new AssertionError("has been made");
        }
    }

    @Test
    void a_broker_for_each_method_cannot_be_had_where_there_is_no_method() {
        var failures = String.join("\n", run(TooEarly.class));
        assertTrue(failures.contains("a broker for each method can be had in a method"), failures);
    }
}
