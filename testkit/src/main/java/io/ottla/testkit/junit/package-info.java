/** Brokers for the tests of JUnit: asked for by an annotation, closed when nobody needs them any more. */
@NullMarked
package io.ottla.testkit.junit;

import org.jspecify.annotations.NullMarked;
