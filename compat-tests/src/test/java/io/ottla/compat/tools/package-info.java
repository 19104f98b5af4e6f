/** Our scripts and the stock tools of Apache Kafka side by side, against the same broker. */
@NullMarked
package io.ottla.compat.tools;

import org.jspecify.annotations.NullMarked;
