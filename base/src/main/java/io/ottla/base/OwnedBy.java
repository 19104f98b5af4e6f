package io.ottla.base;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the one thread that writes the fields of a class. A class with changing fields says this in its first lines. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface OwnedBy {
    Owner value();

    /** Whose thread it is. */
    enum Owner {
        /** The event loop a connection was given when it was accepted. */
        CONNECTION_LOOP,
        /** The loop that owns a partition: its log, role and waiters. */
        PARTITION_LOOP,
        /** The loop of the controller: speculative state of the metadata log. */
        CONTROLLER_LOOP,
        /** A background thread that may block: fsync, recovery, deletion. */
        BACKGROUND,
        /** Whoever made it, and nobody else. */
        CREATOR
    }
}
