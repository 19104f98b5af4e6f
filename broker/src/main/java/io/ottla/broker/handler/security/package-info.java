/** Handlers of the APIs of credentials and access rules. */
@NullMarked
package io.ottla.broker.handler.security;

import org.jspecify.annotations.NullMarked;
