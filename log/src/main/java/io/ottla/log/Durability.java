package io.ottla.log;

/** The end of a wait for the disk. */
public enum Durability {
    /** All bytes up to the awaited offset survive a crash of the machine. */
    DURABLE,
    /** The directory has failed: nobody can tell whether the bytes would survive. They are not acknowledged. */
    FAILED
}
