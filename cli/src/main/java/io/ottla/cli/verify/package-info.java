/** Tools for test systems: they write and read, and say as JSON what they know to have happened. */
@NullMarked
package io.ottla.cli.verify;

import org.jspecify.annotations.NullMarked;
