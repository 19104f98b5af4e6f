/** kafka-console-producer: lines of standard input become records. */
@NullMarked
package io.ottla.cli.produce;

import org.jspecify.annotations.NullMarked;
