/** How nodes without a vote follow the metadata: by Kafka's Fetch and FetchSnapshot, as KRaft's observers do; both ends of it. */
@NullMarked
package io.ottla.replication.observer;

import org.jspecify.annotations.NullMarked;
