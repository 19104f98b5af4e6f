/** Tools that look up and move offsets of partitions. */
@NullMarked
package io.ottla.cli.offset;

import org.jspecify.annotations.NullMarked;
