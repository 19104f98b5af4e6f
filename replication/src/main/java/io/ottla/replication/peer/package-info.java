/** How one node of the cluster asks another. The port of the rooms towards the network; nobody here opens a connection. */
@NullMarked
package io.ottla.replication.peer;

import org.jspecify.annotations.NullMarked;
