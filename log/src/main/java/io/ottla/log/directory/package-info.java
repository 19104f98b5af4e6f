/** One log directory: its lock, its checkpoints, what is found in it, its fsyncs, and whether it still works. */
@NullMarked
package io.ottla.log.directory;

import org.jspecify.annotations.NullMarked;
