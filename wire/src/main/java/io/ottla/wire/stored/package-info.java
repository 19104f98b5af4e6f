/** Finds the codec of a stored record by the number in front of it, and reads and writes that number. */
@NullMarked
package io.ottla.wire.stored;

import org.jspecify.annotations.NullMarked;
