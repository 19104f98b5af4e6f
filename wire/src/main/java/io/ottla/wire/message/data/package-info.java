/** Writing records, reading them, and asking where they lie. */
@NullMarked
package io.ottla.wire.message.data;

import org.jspecify.annotations.NullMarked;
