/** kafka-storage: directories are formatted and looked at while no broker runs. */
@NullMarked
package io.ottla.cli.storage;

import org.jspecify.annotations.NullMarked;
