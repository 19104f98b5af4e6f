/** Handlers of the APIs that write, read and look up records. */
@NullMarked
package io.ottla.broker.handler.data;

import org.jspecify.annotations.NullMarked;
