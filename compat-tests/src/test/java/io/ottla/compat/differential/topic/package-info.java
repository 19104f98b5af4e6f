/** Questions about topics: made, looked at, enlarged, deleted. */
@NullMarked
package io.ottla.compat.differential.topic;

import org.jspecify.annotations.NullMarked;
