/** Handlers of the APIs about topics. */
@NullMarked
package io.ottla.broker.handler.topic;

import org.jspecify.annotations.NullMarked;
