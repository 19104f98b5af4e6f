/** What the cluster is: one immutable image, moved only by applying committed metadata changes to it. */
@NullMarked
package io.ottla.replication.image;

import org.jspecify.annotations.NullMarked;
