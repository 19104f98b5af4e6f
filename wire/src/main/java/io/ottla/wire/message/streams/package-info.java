/** Streams groups (KIP-1071). */
@NullMarked
package io.ottla.wire.message.streams;

import org.jspecify.annotations.NullMarked;
