/** Questions about groups: their members, their offsets, and their administration. */
@NullMarked
package io.ottla.compat.differential.group;

import org.jspecify.annotations.NullMarked;
