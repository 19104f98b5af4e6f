/** Questions about records: written, read, found, deleted. */
@NullMarked
package io.ottla.compat.differential.data;

import org.jspecify.annotations.NullMarked;
