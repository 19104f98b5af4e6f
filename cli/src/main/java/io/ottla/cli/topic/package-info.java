/** kafka-topics: topics are made, listed, described, altered and deleted. */
@NullMarked
package io.ottla.cli.topic;

import org.jspecify.annotations.NullMarked;
