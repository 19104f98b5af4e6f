package io.ottla.replication.controller.request;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One change of a user's credentials for one mechanism.
 *
 * @param mechanism Kafka's number; see {@link io.ottla.replication.image.ScramCredential.Key}
 * @param password null to take the credential away
 */
public record ScramWish(
        String user, byte mechanism, @Nullable Password password) {
    /**
     * A password as it travels: salted and iterated by the client, so that nobody here ever sees it.
     *
     * @param saltedPassword not changed
     */
    public record Password(int iterations, ByteBuffer salt, ByteBuffer saltedPassword) {}
}
