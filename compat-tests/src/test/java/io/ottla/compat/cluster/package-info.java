/** Clusters of several nodes under stock clients, while nodes are killed, stopped, paused and started again. */
@NullMarked
package io.ottla.compat.cluster;

import org.jspecify.annotations.NullMarked;
