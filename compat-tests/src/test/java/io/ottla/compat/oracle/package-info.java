/** Apache Kafka 4.3.1 as processes of their own: a broker to compare with, and the stock tools. */
@NullMarked
package io.ottla.compat.oracle;

import org.jspecify.annotations.NullMarked;
