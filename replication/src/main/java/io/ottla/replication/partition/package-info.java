/** The partitions this broker holds: their roles, high watermarks and waiters, each on its own loop. */
@NullMarked
package io.ottla.replication.partition;

import org.jspecify.annotations.NullMarked;
