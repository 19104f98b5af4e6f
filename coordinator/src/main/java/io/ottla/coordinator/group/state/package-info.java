/** The groups of one partition, what moves them, and what becomes due. */
@NullMarked
package io.ottla.coordinator.group.state;

import org.jspecify.annotations.NullMarked;
