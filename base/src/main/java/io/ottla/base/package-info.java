/** A handful of things without a subject, which every room may use. Knows nothing of Kafka. */
@NullMarked
package io.ottla.base;

import org.jspecify.annotations.NullMarked;
