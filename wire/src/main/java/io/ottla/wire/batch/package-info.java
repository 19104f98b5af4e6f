/** Record batches: read in place, walked, validated, built. Offsets and bytes only; no logs, no clients. */
@NullMarked
package io.ottla.wire.batch;

import org.jspecify.annotations.NullMarked;
