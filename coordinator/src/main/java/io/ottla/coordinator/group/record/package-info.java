/** How groups are kept: as records of {@code __consumer_offsets}. */
@NullMarked
package io.ottla.coordinator.group.record;

import org.jspecify.annotations.NullMarked;
