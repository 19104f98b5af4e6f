/** What is played through once, so that later starts are fast. */
@NullMarked
package io.ottla.broker.rehearsal;

import org.jspecify.annotations.NullMarked;
