/** The load generator: requests encoded beforehand, raw sockets, answers checked. */
@NullMarked
package io.ottla.bench.load;

import org.jspecify.annotations.NullMarked;
