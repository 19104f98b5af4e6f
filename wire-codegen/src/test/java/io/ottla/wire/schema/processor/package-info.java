/** What the processor refuses. What it accepts is proved in wire, against Kafka. */
@NullMarked
package io.ottla.wire.schema.processor;

import org.jspecify.annotations.NullMarked;
