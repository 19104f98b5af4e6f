/** One partition's log on disk, and the directories such logs live in. Knows batches; knows no cluster and no client. */
@NullMarked
package io.ottla.log;

import org.jspecify.annotations.NullMarked;
