package io.ottla.broker.net;

/** A reply would take more memory than a reply may. Carries the reason for the log, and no stack trace. */
final class ReplyTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1;

    ReplyTooLarge(int mostBytes) {
        super("asks for an answer of more than " + mostBytes + " bytes, records not counted", null, false, false);
    }
}
