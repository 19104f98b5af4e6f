/** Handlers of the APIs about the connection itself. */
@NullMarked
package io.ottla.broker.handler.connection;

import org.jspecify.annotations.NullMarked;
