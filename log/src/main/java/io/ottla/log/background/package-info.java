/** Where work that may block is done: lanes of threads that come on demand. */
@NullMarked
package io.ottla.log.background;

import org.jspecify.annotations.NullMarked;
