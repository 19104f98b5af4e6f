package io.ottla.quorum;

/** What one voter says to another, and how the answer begins. The numbers are on the wire between nodes of different age. */
final class Kind {
    static final byte REQUEST_VOTE = 1;
    static final byte APPEND_ENTRIES = 2;
    static final byte INSTALL_SNAPSHOT = 3;
    static final byte START_ELECTION = 4;

    /** The first byte of an answer: the message follows. */
    static final byte ANSWERED = 0;
    /** The first byte of an answer: why not, in UTF-8. */
    static final byte REFUSED = 1;

    private Kind() {}
}
