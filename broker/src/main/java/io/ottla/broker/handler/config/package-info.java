/** Handlers of the APIs about configurations. */
@NullMarked
package io.ottla.broker.handler.config;

import org.jspecify.annotations.NullMarked;
