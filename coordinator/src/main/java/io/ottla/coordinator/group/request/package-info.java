/** What groups are asked with and told by: clients, settings, states. */
@NullMarked
package io.ottla.coordinator.group.request;

import org.jspecify.annotations.NullMarked;
