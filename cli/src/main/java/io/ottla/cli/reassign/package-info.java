/** Moving partitions to other brokers and directories: kafka-reassign-partitions. */
@NullMarked
package io.ottla.cli.reassign;

import org.jspecify.annotations.NullMarked;
