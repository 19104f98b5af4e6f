package io.ottla.replication.image;

import io.ottla.wire.Uuid;

/** The reserved ids of log directories (KIP-858). */
public final class Directories {
    /** The broker has not chosen yet, or the record is older than directory ids. */
    public static final Uuid UNASSIGNED = new Uuid(0, 0);
    /** The directory that held the copy is offline. */
    public static final Uuid LOST = new Uuid(0, 1);
    /** The broker has one directory from before directories had ids. */
    public static final Uuid MIGRATING = new Uuid(0, 2);

    private Directories() {}
}
