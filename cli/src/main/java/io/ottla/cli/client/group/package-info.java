/** Groups seen from outside: being a member of one, and looking after them. Classic protocol, one thread. */
@NullMarked
package io.ottla.cli.client.group;

import org.jspecify.annotations.NullMarked;
