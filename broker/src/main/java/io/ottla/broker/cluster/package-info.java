/** A node's place in a cluster of several: how it joins, stays and leaves, and how it reaches the controller of the moment. */
@NullMarked
package io.ottla.broker.cluster;

import org.jspecify.annotations.NullMarked;
