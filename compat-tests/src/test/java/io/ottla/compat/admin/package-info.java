/** The same administrative requests to Apache Kafka and to Ottla: what comes back must be equal. */
@NullMarked
package io.ottla.compat.admin;

import org.jspecify.annotations.NullMarked;
