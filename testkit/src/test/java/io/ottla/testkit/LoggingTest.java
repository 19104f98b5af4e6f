package io.ottla.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

/** Beside logback, as it is in most projects; any other slf4j provider is the same. */
class LoggingTest {
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger ottla = (Logger) LoggerFactory.getLogger("io.ottla");

    /** What the broker says from now on, in INFO and above. */
    @BeforeEach
    void listen() {
        lines.start();
        ottla.setLevel(Level.INFO);
        ottla.setAdditive(false);
        ottla.addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        ottla.setLevel(null);
        ottla.setAdditive(true);
        ottla.detachAppender(lines);
    }

    @Test
    void the_testkit_brings_no_provider_of_its_own() {
        var providers = new ArrayList<String>();
        ServiceLoader.load(SLF4JServiceProvider.class)
                .forEach(provider -> providers.add(provider.getClass().getName()));
        assertEquals(List.of("ch.qos.logback.classic.spi.LogbackServiceProvider"), providers);
        assertInstanceOf(LoggerContext.class, LoggerFactory.getILoggerFactory());
    }

    @Test
    void what_is_wrong_is_said_where_the_project_logs() {
        OttlaBroker.with("num.partitons", "3").start().close();
        assertTrue(lines.list.toString().contains("num.partitons"), lines.list::toString);
    }

    @Test
    void a_broker_that_starts_serves_and_stops_says_nothing() {
        try (var broker = OttlaBroker.start()) {
            broker.createTopic("t", 1);
            new Clients(broker).send("t", "x");
            broker.restart();
        }
        assertEquals(List.of(), lines.list);
    }
}
