/**
 * The metadata log of a cluster whose controllers vote. Consensus is Apache Ratis's; nobody outside of this module sees it, and none of
 * its classes is loaded on a node that stands alone.
 */
@NullMarked
package io.ottla.quorum;

import org.jspecify.annotations.NullMarked;
