/** Tools that look at brokers as a whole. */
@NullMarked
package io.ottla.cli.cluster;

import org.jspecify.annotations.NullMarked;
