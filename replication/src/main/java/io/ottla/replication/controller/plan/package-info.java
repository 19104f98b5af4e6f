/** What becomes of one partition: where its replicas are, who is in sync, who leads. Pure. */
@NullMarked
package io.ottla.replication.controller.plan;

import org.jspecify.annotations.NullMarked;
