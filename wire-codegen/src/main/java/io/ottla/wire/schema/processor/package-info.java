/** Writes a codec for every record that is a message, when the records are compiled. Runs inside the compiler only. */
@NullMarked
package io.ottla.wire.schema.processor;

import org.jspecify.annotations.NullMarked;
