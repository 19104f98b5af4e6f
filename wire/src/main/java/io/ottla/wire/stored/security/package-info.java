/** Records of {@code __cluster_metadata}: access rules, delegation tokens, SCRAM credentials. */
@NullMarked
package io.ottla.wire.stored.security;

import org.jspecify.annotations.NullMarked;
