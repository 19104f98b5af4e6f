/** What a leader knows of the other replicas, and how it has the in-sync replicas changed. */
@NullMarked
package io.ottla.replication.insync;

import org.jspecify.annotations.NullMarked;
