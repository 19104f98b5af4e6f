/** What was acknowledged is there, whatever ends the broker: stock producers write while it is killed and stopped. */
@NullMarked
package io.ottla.compat.crash;

import org.jspecify.annotations.NullMarked;
