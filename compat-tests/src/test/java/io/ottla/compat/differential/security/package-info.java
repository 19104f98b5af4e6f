/** Questions about who may do what, on brokers where everybody may do everything. */
@NullMarked
package io.ottla.compat.differential.security;

import org.jspecify.annotations.NullMarked;
