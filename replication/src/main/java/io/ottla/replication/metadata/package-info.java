/** The metadata log: every change of the cluster in the order it was agreed on, in Kafka's own records and files. */
@NullMarked
package io.ottla.replication.metadata;

import org.jspecify.annotations.NullMarked;
