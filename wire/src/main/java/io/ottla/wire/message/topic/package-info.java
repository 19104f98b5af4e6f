/** Topics and partitions: where they are led, made, moved and deleted. */
@NullMarked
package io.ottla.wire.message.topic;

import org.jspecify.annotations.NullMarked;
