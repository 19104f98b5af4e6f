package io.ottla.bench.load;

import java.util.List;

/**
 * Requests to send over and over.
 *
 * @param depth how many a connection keeps in flight
 * @param requests sent in turn by each connection, each beginning at another
 * @param bytesPerRequest what a request counts as written, or 0
 * @param openRate requests a second that are due whatever the broker does; 0 for a closed loop
 */
public record Load(
        int connections, int depth, List<byte[]> requests, long bytesPerRequest, AnswerCheck check, double openRate) {

    public Load {
        requests = List.copyOf(requests);
    }

    /** A closed loop: the next request leaves when an answer has come. */
    public static Load closed(
            int connections, int depth, List<byte[]> requests, long bytesPerRequest, AnswerCheck check) {
        return new Load(connections, depth, requests, bytesPerRequest, check, 0);
    }

    /** The same requests in an open loop. */
    public Load atRate(double perSecond) {
        return new Load(connections, depth, requests, bytesPerRequest, check, perSecond);
    }
}
