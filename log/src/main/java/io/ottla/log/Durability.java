package io.ottla.log;

/** The end of a wait for the disk. */
public enum Durability {
    /** All bytes up to the awaited offset survive a crash of the machine. */
    DURABLE,
    /** The directory has failed, or the log was cut back or closed meanwhile: the bytes must not be acknowledged. */
    FAILED
}
