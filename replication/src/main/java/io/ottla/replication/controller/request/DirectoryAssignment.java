package io.ottla.replication.controller.request;

import io.ottla.wire.Uuid;

/** A broker keeps its replica of a partition in this directory. */
public record DirectoryAssignment(Uuid directory, Uuid topicId, int partition) {}
