/** What may happen to the cluster, decided by pure functions of its image, and how a decision comes to be committed. */
@NullMarked
package io.ottla.replication.controller;

import org.jspecify.annotations.NullMarked;
