/** What a topic's configuration means to its partitions. */
@NullMarked
package io.ottla.replication.partition.settings;

import org.jspecify.annotations.NullMarked;
