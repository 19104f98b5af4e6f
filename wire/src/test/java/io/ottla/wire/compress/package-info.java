/** Laws of the codecs, alone and against the libraries other clients use. */
@NullMarked
package io.ottla.wire.compress;

import org.jspecify.annotations.NullMarked;
