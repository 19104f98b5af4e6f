/** Stock clients against the started distribution. Nothing here imports a module of Ottla: what a user has, a test has. */
@NullMarked
package io.ottla.compat;

import org.jspecify.annotations.NullMarked;
