package io.ottla.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One broker after the other in one JVM, as a suite of tests has them. */
class ManyBrokersTest {
    private static final int ROUNDS = 10;
    private static final Logger log = LoggerFactory.getLogger(ManyBrokersTest.class);

    /** The figure is printed, not judged: it depends on the machine and on who else is using it. */
    @Test
    void a_broker_is_ready_soon_in_a_warm_jvm() {
        for (var i = 0; i < ROUNDS; i++) {
            use(OttlaBroker.builder());
        }
        log.warn("ready after {} in memory", median(OttlaBroker.builder()));
        log.warn(
                "ready after {} in a temporary directory",
                median(OttlaBroker.builder().inTemporaryDirectory()));
    }

    private static String median(OttlaBroker.Builder builder) {
        List<Long> startNanos = new ArrayList<>();
        List<Long> stopNanos = new ArrayList<>();
        for (var i = 0; i < ROUNDS; i++) {
            var beforeNanos = System.nanoTime();
            var broker = builder.start();
            startNanos.add(System.nanoTime() - beforeNanos);
            var closingNanos = System.nanoTime();
            broker.close();
            stopNanos.add(System.nanoTime() - closingNanos);
        }
        return String.format(
                Locale.ROOT,
                "%.1f ms, gone after %.1f ms (medians of %d)",
                middle(startNanos) / 1e6,
                middle(stopNanos) / 1e6,
                ROUNDS);
    }

    private static long middle(List<Long> numbers) {
        return numbers.stream().sorted().toList().get(numbers.size() / 2);
    }

    @Test
    void ten_in_sequence_have_left_no_thread_no_file_and_no_memory_once_they_are_closed() throws Exception {
        useApart(OttlaBroker.builder());
        useApart(OttlaBroker.builder().inTemporaryDirectory());
        var complaints = complaintsOfNetty();
        var before = Leaks.now();
        for (var i = 0; i < ROUNDS; i++) {
            useApart(i % 2 == 0 ? OttlaBroker.builder() : OttlaBroker.builder().inTemporaryDirectory());
        }
        Leaks.check(before);
        assertEquals(List.of(), complaints.list);
    }

    /** Netty is told to watch each buffer (see the pom), and says which are collected before they were released. */
    private static ListAppender<ILoggingEvent> complaintsOfNetty() {
        var complaints = new ListAppender<ILoggingEvent>();
        complaints.start();
        ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger("io.netty")).addAppender(complaints);
        return complaints;
    }

    /** On a thread of its own: the JDK gives every thread that reads and writes some memory for it, until the thread ends. */
    private static void useApart(OttlaBroker.Builder builder) throws Exception {
        var used = new FutureTask<>(() -> use(builder), true);
        var user = new Thread(used, "user");
        user.start();
        user.join();
        assertTrue(used.get());
    }

    /** Written to and read from, with a consumer that is still there when the broker goes. */
    private static void use(OttlaBroker.Builder builder) {
        try (var broker = builder.start()) {
            broker.createTopic("t", 3);
            var clients = new Clients(broker);
            clients.send("t", "x".repeat(100_000));
            assertEquals(1, broker.records("t").size());
        }
    }
}
