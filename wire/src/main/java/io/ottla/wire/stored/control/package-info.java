/** What control batches carry: the end of transactions, and the bookkeeping of the metadata quorum. */
@NullMarked
package io.ottla.wire.stored.control;

import org.jspecify.annotations.NullMarked;
