/** Compares Ottla with Apache Kafka in one run; the command behind bench/run. */
@NullMarked
package io.ottla.bench;

import org.jspecify.annotations.NullMarked;
