/** Handlers of the APIs about producers and their transactions. */
@NullMarked
package io.ottla.broker.handler.transaction;

import org.jspecify.annotations.NullMarked;
