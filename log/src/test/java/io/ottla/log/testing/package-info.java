/** A world for logs to be tested in: one thread, time that stands still until told, a disk that crashes. */
@NullMarked
package io.ottla.log.testing;

import org.jspecify.annotations.NullMarked;
