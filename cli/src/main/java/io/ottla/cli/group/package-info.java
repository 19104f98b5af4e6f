/** Tools that look after groups and the offsets they have written down. */
@NullMarked
package io.ottla.cli.group;

import org.jspecify.annotations.NullMarked;
