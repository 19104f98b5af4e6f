package io.ottla.replication.image;

import io.ottla.wire.Uuid;

/** One access control entry, with Kafka's numbers for its kinds. */
public record AccessRule(
        Uuid id,
        byte resourceType,
        String resourceName,
        byte patternType,
        String principal,
        String host,
        byte operation,
        byte permission) {}
