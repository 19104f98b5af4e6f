/** Kafka's configuration under Kafka's names: what there is to set, what was set, and typed views for those who use it. */
@NullMarked
package io.ottla.broker.config;

import org.jspecify.annotations.NullMarked;
