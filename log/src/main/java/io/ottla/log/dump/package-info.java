/** Reading a partition's files from outside, as they lie on disk: for tools. Knows nothing of open logs. */
@NullMarked
package io.ottla.log.dump;

import org.jspecify.annotations.NullMarked;
