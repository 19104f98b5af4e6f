package io.ottla.broker.net;

/** What follows on a connection is not a frame we take. Carries the reason for the log, and no stack trace. */
final class UnacceptableFrame extends RuntimeException {
    private static final long serialVersionUID = 1;

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
        if (start >>> 16 == 0x1603) {
            return "a TLS handshake on a listener without TLS; does the client's security.protocol fit?";
        }
        switch (start) {
            case 0x47455420: // "GET "
            case 0x48454144: // "HEAD"
            case 0x504F5354: // "POST"
            case 0x50555420: // "PUT "
            case 0x4F505449: // "OPTI"
            case 0x44454C45: // "DELE"
            case 0x434F4E4E: // "CONN"
                return "an HTTP request; this port speaks Kafka's protocol";
            case 0x50524920: // "PRI "
                return "an HTTP/2 request; this port speaks Kafka's protocol";
            default:
                return otherwise;
        }
    }
}
