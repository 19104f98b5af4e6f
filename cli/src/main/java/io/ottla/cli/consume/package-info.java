/** kafka-console-consumer: records become lines on standard output. */
@NullMarked
package io.ottla.cli.consume;

import org.jspecify.annotations.NullMarked;
