/** What a group of the classic protocol is: its members, and where it stands. Values. */
@NullMarked
package io.ottla.coordinator.group.classic;

import org.jspecify.annotations.NullMarked;
