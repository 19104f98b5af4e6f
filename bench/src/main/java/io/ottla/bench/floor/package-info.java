/** A server that only answers: the least that a Java process can spend on a request on this machine. */
@NullMarked
package io.ottla.bench.floor;

import org.jspecify.annotations.NullMarked;
