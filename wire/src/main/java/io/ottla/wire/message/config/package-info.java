/** Configuration values and quotas. */
@NullMarked
package io.ottla.wire.message.config;

import org.jspecify.annotations.NullMarked;
