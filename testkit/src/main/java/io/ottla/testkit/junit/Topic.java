package io.ottla.testkit.junit;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A topic a broker for tests begins with; see {@link KafkaBroker#topics}. */
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Topic {
    /** Its name. */
    String value();

    /** How many partitions it has. */
    int partitions() default 1;

    /** What is set on it, each as {@code name=value}: {@code cleanup.policy=compact}. */
    String[] config() default {};
}
