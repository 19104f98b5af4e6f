/** The codecs a record batch may be compressed with: streaming both ways, output always bounded. Knows no batches. */
@NullMarked
package io.ottla.wire.compress;

import org.jspecify.annotations.NullMarked;
