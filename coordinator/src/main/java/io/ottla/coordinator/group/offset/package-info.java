/** Decisions about what groups have read: committed, told, forgotten in time. */
@NullMarked
package io.ottla.coordinator.group.offset;

import org.jspecify.annotations.NullMarked;
