/** What the active controller knows of the brokers besides what is written down: who is alive, and what they have read. Soft state. */
@NullMarked
package io.ottla.replication.controller.session;

import org.jspecify.annotations.NullMarked;
