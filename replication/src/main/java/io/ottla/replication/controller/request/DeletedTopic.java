package io.ottla.replication.controller.request;

import io.ottla.wire.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * What became of a {@link TopicToDelete}.
 *
 * @param name null if it is not known
 * @param id {@link Uuid#ZERO} if it is not known
 */
public record DeletedTopic(@Nullable String name, Uuid id, Outcome outcome) {}
