/** Records of {@code __transaction_state}. */
@NullMarked
package io.ottla.wire.stored.transaction;

import org.jspecify.annotations.NullMarked;
