/** What can happen to the cluster: each change knows how to move an image. */
@NullMarked
package io.ottla.replication.change;

import org.jspecify.annotations.NullMarked;
