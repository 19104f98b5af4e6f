package io.ottla.log;

/** Who asks for an append, and so what is still to be decided about it. */
public enum AppendOrigin {
    /** A producer: offsets are assigned here, sequences and epochs of idempotent producers are checked. */
    CLIENT,
    /** The leader of this partition: offsets and leader epochs stay as given, nothing is refused for its sequence. */
    REPLICA,
    /** A coordinator or controller of this broker: offsets are assigned here; control batches are welcome. */
    COORDINATOR
}
