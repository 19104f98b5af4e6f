package io.ottla.replication.image;

import java.nio.ByteBuffer;

/**
 * What is kept of a user's password for one SCRAM mechanism. The buffers are read-only; take a duplicate before reading.
 */
public record ScramCredential(ByteBuffer salt, ByteBuffer storedKey, ByteBuffer serverKey, int iterations) {
    public ScramCredential {
        salt = salt.asReadOnlyBuffer();
        storedKey = storedKey.asReadOnlyBuffer();
        serverKey = serverKey.asReadOnlyBuffer();
    }

    /**
     * Which credential: a user may have one per mechanism.
     *
     * @param mechanism 1 SCRAM-SHA-256, 2 SCRAM-SHA-512
     */
    public record Key(String user, byte mechanism) {}
}
