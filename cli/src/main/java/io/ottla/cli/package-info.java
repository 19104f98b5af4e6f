/** The command line tools, under Kafka's names, flags and output. */
@NullMarked
package io.ottla.cli;

import org.jspecify.annotations.NullMarked;
