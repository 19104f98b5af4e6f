/** What is measured, one class per kind of load. */
@NullMarked
package io.ottla.bench.cases;

import org.jspecify.annotations.NullMarked;
