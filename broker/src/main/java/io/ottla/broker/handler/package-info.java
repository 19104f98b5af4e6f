/** What a request means: the table of handlers, one per API, and the way from a frame to a handler and back. */
@NullMarked
package io.ottla.broker.handler;

import org.jspecify.annotations.NullMarked;
