/** Who of a group's members reads which partition, as the stock assignors of the same names decide it. */
@NullMarked
package io.ottla.coordinator.assign;

import org.jspecify.annotations.NullMarked;
