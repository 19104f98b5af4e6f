package io.ottla.wire.batch;

import io.ottla.wire.MalformedMessage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Keys and values of control records: what stands in batches with the control bit. The key is a version and a type; the
 * value's shape depends on the type and, but for the markers of transactions, is a message of its own elsewhere.
 */
public final class ControlRecords {
    private static final short KEY_VERSION = 0;
    private static final int KEY_BYTES = 4;
    private static final short MARKER_VERSION = 0;
    private static final int MARKER_BYTES = 6;

    private ControlRecords() {}

    /** What a control record says. */
    public enum Type {
        /** What this producer wrote since its last marker is to be ignored. */
        ABORT(0),
        /** What this producer wrote since its last marker holds. */
        COMMIT(1),
        LEADER_CHANGE(2),
        SNAPSHOT_HEADER(3),
        SNAPSHOT_FOOTER(4),
        KRAFT_VERSION(5),
        KRAFT_VOTERS(6);

        private final short code;

        Type(int code) {
            this.code = (short) code;
        }

        public short code() {
            return code;
        }
    }

    /** The key of a record of this type: position to limit. */
    public static ByteBuffer key(Type type) {
        return ByteBuffer.allocate(KEY_BYTES)
                .putShort(KEY_VERSION)
                .putShort(type.code())
                .flip();
    }

    /**
     * The type a key names; empty for one that is not known here, which readers pass over.
     *
     * @param key from its position, which stays
     * @throws MalformedMessage if it is too short, or its version negative
     */
    public static Optional<Type> type(ByteBuffer key) {
        if (key.remaining() < KEY_BYTES) {
            throw new MalformedMessage("control record key", "has " + key.remaining() + " bytes");
        }
        short version = key.getShort(key.position());
        if (version < 0) {
            throw new MalformedMessage("control record key", "has version " + version);
        }
        short code = key.getShort(key.position() + Short.BYTES);
        for (Type type : Type.values()) {
            if (type.code() == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The value of an ABORT or COMMIT record: position to limit. */
    public static ByteBuffer marker(int coordinatorEpoch) {
        return ByteBuffer.allocate(MARKER_BYTES)
                .putShort(MARKER_VERSION)
                .putInt(coordinatorEpoch)
                .flip();
    }

    /**
     * The epoch of the coordinator that wrote an ABORT or COMMIT record. Later versions only add to the end.
     *
     * @param value from its position, which stays
     * @throws MalformedMessage if it is too short, or its version negative
     */
    public static int coordinatorEpoch(ByteBuffer value) {
        if (value.remaining() < MARKER_BYTES) {
            throw new MalformedMessage("transaction marker", "has " + value.remaining() + " bytes");
        }
        short version = value.getShort(value.position());
        if (version < 0) {
            throw new MalformedMessage("transaction marker", "has version " + version);
        }
        return value.getInt(value.position() + Short.BYTES);
    }

    /**
     * The batch that ends a transaction of a producer in one partition.
     *
     * @param type ABORT or COMMIT
     */
    public static ByteBuffer endOfTransaction(
            Type type, long producerId, short producerEpoch, int coordinatorEpoch, long nowMs) {
        return new BatchBuilder()
                .producer(producerId, producerEpoch, RecordBatch.NO_SEQUENCE)
                .transactional()
                .control()
                .append(nowMs, key(type), marker(coordinatorEpoch), List.of())
                .build();
    }
}
