package io.ottla.broker.handler;

import io.ottla.wire.ErrorCode;
import io.ottla.wire.codec.ApiRequest;

/**
 * Serves one API. Called on the loop of the connection, in the order of its requests; everything up to the hand-over to a room
 * happens before the next request of that connection starts.
 *
 * @param <Q> the request
 * @param <R> its response
 */
public interface Handler<Q extends ApiRequest<R>, R> {
    /** Answers {@code request} through {@code context}, once, now or later. What it throws becomes {@link #refusal}. */
    void handle(Q request, RequestContext<R> context);

    /**
     * The answer when the request as a whole cannot be served: {@code error} wherever the schema of {@code version} has a place for
     * it.
     */
    R refusal(Q request, int version, ErrorCode error);

    /** Does whoever sent {@code request} read an answer to it? */
    default boolean isAnswered(Q request) {
        return true;
    }
}
