/** The small files of a log directory and a partition's directory that are not part of a segment. */
@NullMarked
package io.ottla.log.checkpoint;

import org.jspecify.annotations.NullMarked;
