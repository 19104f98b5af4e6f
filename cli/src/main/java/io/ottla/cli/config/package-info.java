/** kafka-configs: settings of topics, brokers and other entities are shown and altered. */
@NullMarked
package io.ottla.cli.config;

import org.jspecify.annotations.NullMarked;
