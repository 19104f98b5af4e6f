/** Under which leader epoch which offsets were written, and leader-epoch-checkpoint. */
@NullMarked
package io.ottla.log.epoch;

import org.jspecify.annotations.NullMarked;
