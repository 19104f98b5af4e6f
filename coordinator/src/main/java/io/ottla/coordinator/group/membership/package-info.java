/** Decisions about who is a member: the classic protocol. */
@NullMarked
package io.ottla.coordinator.group.membership;

import org.jspecify.annotations.NullMarked;
