/** Tools that measure: how fast a cluster takes records, gives them out, and passes them through. */
@NullMarked
package io.ottla.cli.perf;

import org.jspecify.annotations.NullMarked;
