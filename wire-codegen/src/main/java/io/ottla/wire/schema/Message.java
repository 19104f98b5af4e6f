package io.ottla.wire.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A record that is a message or a stored record: its components, in wire order, are the schema, and a codec is generated for
 * it. {@code Heartbeat.Request} gets {@code HeartbeatRequestCodec} in the same package. Kept at run time for tests only.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Message {
    /** For a message without flexible versions. */
    int NEVER = Short.MAX_VALUE;

    /** The first version known. */
    int oldest() default 0;

    /** The last version known. */
    int newest();

    /** The first version with compact lengths and tagged fields (KIP-482). */
    int flexibleSince() default NEVER;
}
