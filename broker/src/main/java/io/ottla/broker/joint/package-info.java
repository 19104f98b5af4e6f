/** Where everything is made and plugged together, started and stopped. */
@NullMarked
package io.ottla.broker.joint;

import org.jspecify.annotations.NullMarked;
