package io.ottla.replication.peer;

/** Why a question was not answered. */
public enum PeerFailure {
    /** No connection could be made, or it broke: the other process may be gone. */
    UNREACHABLE,
    /** Nothing came in time: the other process may be asleep, or what is between. */
    TIMED_OUT,
    /** The other node does not serve this, or answered with what is no answer. */
    UNSUPPORTED
}
