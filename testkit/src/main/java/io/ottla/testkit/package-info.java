/** A broker in the JVM of a test: started in a moment, gone without a trace, and at fault when it is told to be. */
@NullMarked
package io.ottla.testkit;

import org.jspecify.annotations.NullMarked;
