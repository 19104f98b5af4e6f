/** How a connection begins: what is served, who is there, and what a client tells of itself. */
@NullMarked
package io.ottla.wire.message.connection;

import org.jspecify.annotations.NullMarked;
