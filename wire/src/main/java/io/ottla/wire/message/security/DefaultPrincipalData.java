package io.ottla.wire.message.security;

import io.ottla.wire.schema.Message;

/** The principal inside an Envelope, as the default principal builder writes it. */
@Message(newest = 0, flexibleSince = 0)
public record DefaultPrincipalData(String type, String name, boolean tokenAuthenticated) {}
