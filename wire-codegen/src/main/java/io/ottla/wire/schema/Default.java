package io.ottla.wire.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a field is when its version lacks it or the tag is not there: a number, true, false, or null. Without it that is 0,
 * false, the zero id, an empty text or list, or a struct of defaults, also where null could be said.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Default {
    String value();
}
