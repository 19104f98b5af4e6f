/** Questions about the brokers themselves. */
@NullMarked
package io.ottla.compat.differential.cluster;

import org.jspecify.annotations.NullMarked;
