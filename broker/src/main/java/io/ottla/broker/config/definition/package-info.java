/** What there is to set, under Kafka's names: kinds, defaults and rules, as Apache Kafka 4.3.1 has them. */
@NullMarked
package io.ottla.broker.config.definition;

import org.jspecify.annotations.NullMarked;
