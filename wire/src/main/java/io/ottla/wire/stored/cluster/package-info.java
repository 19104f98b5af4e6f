/** Records of {@code __cluster_metadata}: brokers, topics, partitions, configuration. */
@NullMarked
package io.ottla.wire.stored.cluster;

import org.jspecify.annotations.NullMarked;
