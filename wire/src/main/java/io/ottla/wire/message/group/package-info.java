/** Consumer groups: members, their partitions, their offsets. */
@NullMarked
package io.ottla.wire.message.group;

import org.jspecify.annotations.NullMarked;
