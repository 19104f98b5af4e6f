/** What every command line tool shares: options and help, the terminal, progress, and how a tool fails. */
@NullMarked
package io.ottla.cli.tool;

import org.jspecify.annotations.NullMarked;
