package io.ottla.broker.net;

import io.ottla.wire.MalformedMessage;

/** What happens to a request. The port of this package towards those who know what requests mean. */
public interface FrameHandler {
    /**
     * Takes one request, on the loop of its connection, in the order of arrival. Each exchange gets one reply, or the word that
     * there is none, now or later.
     *
     * @throws MalformedMessage if this is no request; the connection is closed
     */
    void handle(Exchange exchange);
}
