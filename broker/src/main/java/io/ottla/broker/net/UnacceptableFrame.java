package io.ottla.broker.net;

/** What follows on a connection is not a frame we take. Carries the reason for the log, and no stack trace. */
final class UnacceptableFrame extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final int TLS_HANDSHAKE = 0x1603;
    private static final int GET = 0x47455420;
    private static final int HEAD = 0x48454144;
    private static final int POST = 0x504F5354;
    private static final int PUT = 0x50555420;
    private static final int OPTIONS = 0x4F505449;
    private static final int DELETE = 0x44454C45;
    private static final int CONNECT = 0x434F4E4E;
    private static final int HTTP_2 = 0x50524920;

    private UnacceptableFrame(String reason) {
        super(reason, null, false, false);
    }

    /** @param claimed the first four bytes of what should be a frame; often the greeting of another protocol */
    static UnacceptableFrame claiming(int claimed, int maxBytes) {
        return new UnacceptableFrame(foreignProtocol(
                claimed,
                claimed < 0
                        ? "a request of negative size " + claimed
                        : "a request of " + claimed + " bytes, more than socket.request.max.bytes=" + maxBytes));
    }

    private static String foreignProtocol(int start, String otherwise) {
        if (start >>> 16 == TLS_HANDSHAKE) {
            return "a TLS handshake on a listener without TLS; does the client's security.protocol fit?";
        }
        return switch (start) {
            case GET, HEAD, POST, PUT, OPTIONS, DELETE, CONNECT -> "an HTTP request; this port speaks Kafka's protocol";
            case HTTP_2 -> "an HTTP/2 request; this port speaks Kafka's protocol";
            default -> otherwise;
        };
    }
}
