/** What clients may use of this broker, what they have used, and how long they have to wait. */
@NullMarked
package io.ottla.broker.quota;

import org.jspecify.annotations.NullMarked;
