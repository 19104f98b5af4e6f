package io.ottla.testkit.junit;

import io.ottla.testkit.OttlaBroker;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A Kafka broker for the tests of a class.
 *
 * <p>On a parameter of a test method, a lifecycle method or a constructor it asks for a broker: as an {@link OttlaBroker}, or as a
 * {@link String}, the bootstrap servers. Parameters with equal annotations in one class get the same broker. On a class it says
 * once what the broker is like; parameters then need say no more than {@code @KafkaBroker}, or the name if there are several, and those of
 * type {@link OttlaBroker} nothing at all.
 *
 * <pre>{@code
 * @KafkaBroker(topics = @Topic(value = "orders", partitions = 3))
 * class OrdersTest {
 *     @Test
 *     void an_order_is_written(OttlaBroker broker) { ... broker.bootstrapServers() ... }
 * }
 * }</pre>
 *
 * <p>A broker starts when it is first asked for. Nested classes use those of the classes around them.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Repeatable(KafkaBrokers.class)
@ExtendWith(KafkaBrokerExtension.class)
public @interface KafkaBroker {
    /** Tells several brokers of one class from each other. */
    String name() default "";

    /** For how long there is one broker. */
    Lifetime lifetime() default Lifetime.CLASS;

    /** Where its data is. */
    Data data() default Data.MEMORY;

    /** The topics it begins with. */
    Topic[] topics() default {};

    /** Settings as in Kafka's server.properties, each as {@code name=value}: {@code auto.create.topics.enable=false}. */
    String[] config() default {};

    /** For how long there is one broker. */
    enum Lifetime {
        /** One for all tests of the class. */
        CLASS,
        /** A fresh one for each test method; it cannot be had in a constructor or {@code @BeforeAll}. */
        METHOD
    }

    /** Where a broker keeps its data; it is gone with the broker in either case. */
    enum Data {
        /** In the heap. */
        MEMORY,
        /** In files of a temporary directory. */
        TEMPORARY_DIRECTORY
    }
}
