/** Questions about configurations. */
@NullMarked
package io.ottla.compat.differential.config;

import org.jspecify.annotations.NullMarked;
