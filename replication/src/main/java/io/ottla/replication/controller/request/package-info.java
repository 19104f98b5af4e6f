/** What is asked of the controller, and what it answers: values and nothing else. */
@NullMarked
package io.ottla.replication.controller.request;

import org.jspecify.annotations.NullMarked;
