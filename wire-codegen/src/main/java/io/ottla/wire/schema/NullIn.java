package io.ottla.wire.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Null can be said in some versions of the field only; stands beside {@code @Nullable}. */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface NullIn {
    /** The first version that can say null. */
    int since() default 0;

    /** The last version that can say null. */
    int until() default Message.NEVER;
}
