/** Bad input hurts only its sender: raw sockets under seeds, with a good client beside them. */
@NullMarked
package io.ottla.compat.hostile;

import org.jspecify.annotations.NullMarked;
