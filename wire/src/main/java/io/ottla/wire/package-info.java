/** What every message speaks of: error codes, ids, API keys, and what is wrong with bytes or values that do not fit. */
@NullMarked
package io.ottla.wire;

import org.jspecify.annotations.NullMarked;
