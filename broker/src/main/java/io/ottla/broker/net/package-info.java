/** Connections: loops, listeners, frames in, replies out in order, and what keeps all of it bounded. Netty stays in here. */
@NullMarked
package io.ottla.broker.net;

import org.jspecify.annotations.NullMarked;
