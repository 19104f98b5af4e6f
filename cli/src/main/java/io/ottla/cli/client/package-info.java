/** A small blocking client of the Kafka protocol for tools: one thread, plain sockets, works against any broker. */
@NullMarked
package io.ottla.cli.client;

import org.jspecify.annotations.NullMarked;
