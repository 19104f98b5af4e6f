package io.ottla.wire;

/** A value of ours that cannot be put on the wire in the asked version: our own mistake, never that of our peer. */
public final class UnwritableMessage extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private UnwritableMessage(String message) {
        super(message);
    }

    /** The field holds something that the receiver would need, but the version has no place for it. */
    public static UnwritableMessage notInVersion(String field, int version) {
        return new UnwritableMessage(field + " is set, but version " + version + " cannot carry it");
    }

    /** The field is null where its version needs a value. */
    public static UnwritableMessage isNull(String field) {
        return new UnwritableMessage(field + " is null, which this version cannot say");
    }

    /** The field is larger than its length prefix can say. */
    public static UnwritableMessage tooLong(String field, long length, long limit) {
        return new UnwritableMessage(field + " is " + length + " bytes long, the limit is " + limit);
    }

    /** There is no such version of the message. */
    public static UnwritableMessage noSuchVersion(String message, int version, int oldest, int newest) {
        return new UnwritableMessage(
                message + " has no version " + version + ", only " + oldest + " to " + newest + " are known");
    }

    /** The number does not fit the unsigned type of the field. */
    public static UnwritableMessage outOfRange(String field, long value, long limit) {
        return new UnwritableMessage(field + " is " + value + ", the wire takes 0 to " + limit);
    }

    /** A tag kept aside at reading is, in this version, that of a field we know. */
    public static UnwritableMessage tagTaken(int tag) {
        return new UnwritableMessage("an unknown tag " + tag + " was kept, but this version knows it");
    }
}
