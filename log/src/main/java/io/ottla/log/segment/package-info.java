/** The files of one segment: batches, sparse indexes over them, and how they are walked, opened and dropped. */
@NullMarked
package io.ottla.log.segment;

import org.jspecify.annotations.NullMarked;
