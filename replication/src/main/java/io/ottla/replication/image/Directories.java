package io.ottla.replication.image;

import io.ottla.wire.Uuid;
import java.util.List;

/** The reserved ids of log directories (KIP-858). */
public final class Directories {
    /** The broker has not chosen yet, or the record is older than directory ids. */
    public static final Uuid UNASSIGNED = new Uuid(0, 0);
    /** The directory that held the copy is offline. */
    public static final Uuid LOST = new Uuid(0, 1);
    /** The broker has one directory from before directories had ids. */
    public static final Uuid MIGRATING = new Uuid(0, 2);

    private static final long FIRST_FREE = 100;

    private Directories() {}

    /** Ids no directory may have. */
    public static boolean isReserved(Uuid id) {
        return id.mostSignificantBits() == 0
                && id.leastSignificantBits() >= 0
                && id.leastSignificantBits() < FIRST_FREE;
    }

    /**
     * Can a replica in {@code directory} be used?
     *
     * @param working the broker's directories that work; empty if it registered before directories had ids
     */
    public static boolean isWorking(Uuid directory, List<Uuid> working) {
        if (directory.equals(UNASSIGNED) || directory.equals(MIGRATING)) {
            return true;
        }
        return !directory.equals(LOST) && (working.isEmpty() || working.contains(directory));
    }
}
