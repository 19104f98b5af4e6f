/** Features: which there are, which levels they have, and the tool that looks at them and changes them. */
@NullMarked
package io.ottla.cli.feature;

import org.jspecify.annotations.NullMarked;
