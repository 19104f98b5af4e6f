/** Records of share groups in {@code __consumer_offsets}, and of {@code __share_group_state}. */
@NullMarked
package io.ottla.wire.stored.share;

import org.jspecify.annotations.NullMarked;
