package io.ottla.quorum;

import io.ottla.wire.Uuid;
import java.nio.ByteBuffer;

/** What one voter says to another, and how the answer begins. The numbers are on the wire between nodes of different age. */
final class Kind {
    static final byte REQUEST_VOTE = 1;
    static final byte APPEND_ENTRIES = 2;
    static final byte INSTALL_SNAPSHOT = 3;
    static final byte START_ELECTION = 4;

    /** Says, in UTF-8, that who receives it is not the voter it takes itself for. */
    static final byte STRANGER = 5;

    /** The first byte of an answer: the voter's id and the message follow. */
    static final byte ANSWERED = 0;
    /** The first byte of an answer: why not, in UTF-8. */
    static final byte REFUSED = 1;

    private Kind() {}

    /** How a message begins: who sends it. */
    static final int HEAD_BYTES = Integer.BYTES + 2 * Long.BYTES;

    /** {@code body} behind its head. */
    static ByteBuffer message(int nodeId, Uuid voterId, byte[] body) {
        return ByteBuffer.allocate(HEAD_BYTES + body.length)
                .putInt(nodeId)
                .putLong(voterId.mostSignificantBits())
                .putLong(voterId.leastSignificantBits())
                .put(body)
                .flip();
    }

    /** A refusal or an answer. */
    static ByteBuffer answer(byte status, Uuid voterId, byte[] body) {
        return ByteBuffer.allocate(1 + 2 * Long.BYTES + body.length)
                .put(status)
                .putLong(voterId.mostSignificantBits())
                .putLong(voterId.leastSignificantBits())
                .put(body)
                .flip();
    }

    /** What one says who meets another under a known node id. */
    static String strangerLine(int nodeId) {
        return "Node " + nodeId
                + " is not the voter of that id the others know: another process has it, or its directory was"
                + " lost. It does not vote; remove it from the quorum and add it again";
    }
}
