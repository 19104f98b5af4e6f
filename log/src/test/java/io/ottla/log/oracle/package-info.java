/** Apache Kafka's own storage and tools, let loose on our files, and ours on theirs. */
@NullMarked
package io.ottla.log.oracle;

import org.jspecify.annotations.NullMarked;
