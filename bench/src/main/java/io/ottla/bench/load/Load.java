package io.ottla.bench.load;

import java.util.List;

/**
 * Requests to send over and over.
 *
 * @param depth how many a connection keeps in flight
 * @param requests sent in turn by each connection, each beginning at another
 * @param bytesPerRequest what a request counts as written, or 0
 */
public record Load(int connections, int depth, List<byte[]> requests, long bytesPerRequest, AnswerCheck check) {

    public Load {
        requests = List.copyOf(requests);
    }

    public Load over(int otherConnections, int otherDepth) {
        return new Load(otherConnections, otherDepth, requests, bytesPerRequest, check);
    }
}
