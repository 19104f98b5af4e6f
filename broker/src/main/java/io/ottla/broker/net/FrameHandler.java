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

    /**
     * May this request begin while others of its connection that may as well are not answered yet? Any other pair goes strictly one
     * after the other, as clients of Apache Kafka are used to: a request sees what those before it have done.
     *
     * @param apiKey the first two bytes of the request, unchecked
     */
    boolean mayOverlap(short apiKey);
}
