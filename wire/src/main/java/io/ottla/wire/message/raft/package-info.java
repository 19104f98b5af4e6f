/** The quorum of the metadata log. */
@NullMarked
package io.ottla.wire.message.raft;

import org.jspecify.annotations.NullMarked;
