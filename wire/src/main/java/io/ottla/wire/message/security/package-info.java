/** Access rules, delegation tokens, SCRAM users and the principal. */
@NullMarked
package io.ottla.wire.message.security;

import org.jspecify.annotations.NullMarked;
