/** Brokers and controllers among themselves, and the cluster as a whole. */
@NullMarked
package io.ottla.wire.message.cluster;

import org.jspecify.annotations.NullMarked;
