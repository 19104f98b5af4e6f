/** The replicated state machine: decide, append, apply, reply at commit, over the log of one partition. */
@NullMarked
package io.ottla.replication.machine;

import org.jspecify.annotations.NullMarked;
