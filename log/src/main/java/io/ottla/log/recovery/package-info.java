/** Opening one partition's log: after a clean shutdown in a moment, after a crash by walking over what may be torn. */
@NullMarked
package io.ottla.log.recovery;

import org.jspecify.annotations.NullMarked;
