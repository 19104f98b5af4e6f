/** The brokers under measurement, as processes, and what the kernel says they cost. */
@NullMarked
package io.ottla.bench.broker;

import org.jspecify.annotations.NullMarked;
