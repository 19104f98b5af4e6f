/** Fetching: what a session remembers between requests, and how one request reads, waits and gathers its answer. */
@NullMarked
package io.ottla.broker.fetch;

import org.jspecify.annotations.NullMarked;
