/** How this broker keeps its copies of partitions that other brokers lead: fetches from the leaders what they have and it has not. */
@NullMarked
package io.ottla.replication.follower;

import org.jspecify.annotations.NullMarked;
