/** Decisions of administrators: lists, descriptions, deletions. */
@NullMarked
package io.ottla.coordinator.group.admin;

import org.jspecify.annotations.NullMarked;
