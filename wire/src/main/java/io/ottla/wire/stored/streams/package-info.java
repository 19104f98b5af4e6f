/** Records of {@code __consumer_offsets} for streams groups. */
@NullMarked
package io.ottla.wire.stored.streams;

import org.jspecify.annotations.NullMarked;
