package io.ottla.cli.client;

/** Which records of transactions a reader sees. */
public enum Isolation {
    /** All records, also of transactions that are open or aborted. */
    READ_UNCOMMITTED(0),
    /** Only records that are not, or not any more, in doubt. */
    READ_COMMITTED(1);

    private final byte code;

    Isolation(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }
}
