/** How a Java record says what it looks like on the wire. */
@NullMarked
package io.ottla.wire.schema;

import org.jspecify.annotations.NullMarked;
