/** JMH for the paths a request takes through codecs, validation and the log; run by bench/jmh. */
@NullMarked
package io.ottla.bench.jmh;

import org.jspecify.annotations.NullMarked;
