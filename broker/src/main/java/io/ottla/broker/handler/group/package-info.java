/** Handlers of the APIs about groups and what they have read. */
@NullMarked
package io.ottla.broker.handler.group;

import org.jspecify.annotations.NullMarked;
