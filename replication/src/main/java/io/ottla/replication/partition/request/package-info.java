/** What is asked of a partition, and what it answers: values and callbacks. */
@NullMarked
package io.ottla.replication.partition.request;

import org.jspecify.annotations.NullMarked;
