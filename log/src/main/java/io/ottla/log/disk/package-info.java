/** Files and directories behind a port, so that a simulation can bring a disk that tears, fills up and forgets. */
@NullMarked
package io.ottla.log.disk;

import org.jspecify.annotations.NullMarked;
