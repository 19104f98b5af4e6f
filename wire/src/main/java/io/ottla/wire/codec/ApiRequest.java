package io.ottla.wire.codec;

import io.ottla.wire.ApiKey;

/** A request; the type of its response stands beside it. */
public interface ApiRequest<R> {
    /** The API this is a request of. */
    ApiKey api();
}
