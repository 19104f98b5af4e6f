/** What controllers told brokers before KRaft; spoken by nobody since Kafka 4.0. */
@NullMarked
package io.ottla.wire.message.retired;

import org.jspecify.annotations.NullMarked;
