/** Samples, medians and the tables made of them. */
@NullMarked
package io.ottla.bench.report;

import org.jspecify.annotations.NullMarked;
