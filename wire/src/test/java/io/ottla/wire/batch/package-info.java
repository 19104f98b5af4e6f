/** Laws of record batches, alone and against Apache Kafka's own code. */
@NullMarked
package io.ottla.wire.batch;

import org.jspecify.annotations.NullMarked;
