/** The same requests, good and bad, to Apache Kafka and to Ottla: the replies are the same, or the difference is written down. */
@NullMarked
package io.ottla.compat.differential;

import org.jspecify.annotations.NullMarked;
