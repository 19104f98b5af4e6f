/** From bytes to values and back: reader, writer, headers, payloads, and the shape all codecs have. Knows no message. */
@NullMarked
package io.ottla.wire.codec;

import org.jspecify.annotations.NullMarked;
