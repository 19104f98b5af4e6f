/** Handlers of the APIs of the quorum of controllers. */
@NullMarked
package io.ottla.broker.handler.raft;

import org.jspecify.annotations.NullMarked;
