/** Finds the codec of a message by its API. */
@NullMarked
package io.ottla.wire.message;

import org.jspecify.annotations.NullMarked;
