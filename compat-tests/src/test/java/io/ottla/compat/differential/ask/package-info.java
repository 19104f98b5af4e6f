/** Two brokers asked the same over raw connections, and what their replies differ in. */
@NullMarked
package io.ottla.compat.differential.ask;

import org.jspecify.annotations.NullMarked;
