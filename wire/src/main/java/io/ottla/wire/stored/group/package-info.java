/** Records of {@code __consumer_offsets} for classic and consumer groups. */
@NullMarked
package io.ottla.wire.stored.group;

import org.jspecify.annotations.NullMarked;
