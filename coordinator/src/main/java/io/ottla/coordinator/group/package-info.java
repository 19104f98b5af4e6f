/** Consumer groups of the classic protocol and the offsets they commit, kept in {@code __consumer_offsets}. */
@NullMarked
package io.ottla.coordinator.group;

import org.jspecify.annotations.NullMarked;
