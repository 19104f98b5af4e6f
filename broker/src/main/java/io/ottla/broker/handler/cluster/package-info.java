/** Handlers of the APIs about brokers and the cluster. */
@NullMarked
package io.ottla.broker.handler.cluster;

import org.jspecify.annotations.NullMarked;
