/** Laws of reader and writer. */
@NullMarked
package io.ottla.wire.codec;

import org.jspecify.annotations.NullMarked;
