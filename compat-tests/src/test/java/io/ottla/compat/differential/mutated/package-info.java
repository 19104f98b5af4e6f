/** Requests made of those of the other packages, by chance that can be repeated. */
@NullMarked
package io.ottla.compat.differential.mutated;

import org.jspecify.annotations.NullMarked;
