/** Producer ids and transactions. */
@NullMarked
package io.ottla.wire.message.transaction;

import org.jspecify.annotations.NullMarked;
