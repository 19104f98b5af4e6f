/** Connections from this node to others: one question after the other goes out, answers come back in their order. */
@NullMarked
package io.ottla.broker.peer;

import org.jspecify.annotations.NullMarked;
