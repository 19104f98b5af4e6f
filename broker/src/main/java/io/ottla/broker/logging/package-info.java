/** Where log lines go: to standard output, in Kafka's shape, at levels that can be changed while the broker runs. */
@NullMarked
package io.ottla.broker.logging;

import org.jspecify.annotations.NullMarked;
