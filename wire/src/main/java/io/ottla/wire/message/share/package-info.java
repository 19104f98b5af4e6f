/** Share groups (KIP-932): members, records in flight, and the state kept of them. */
@NullMarked
package io.ottla.wire.message.share;

import org.jspecify.annotations.NullMarked;
