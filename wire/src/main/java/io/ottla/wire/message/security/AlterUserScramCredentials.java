package io.ottla.wire.message.security;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets or deletes SCRAM credentials of users.
 *
 * <p>Flexible from the start.
 */
public interface AlterUserScramCredentials {
    @Message(newest = 0, flexibleSince = 0)
    record Request(List<Deletion> deletions, List<Upsertion> upsertions) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.ALTER_USER_SCRAM_CREDENTIALS;
        }
    }

    record Deletion(String name, byte mechanism) {}

    record Upsertion(String name, byte mechanism, int iterations, ByteBuffer salt, ByteBuffer saltedPassword) {}

    @Message(newest = 0, flexibleSince = 0)
    record Response(int throttleTimeMs, List<UserResult> results) {}

    record UserResult(
            String user, short errorCode, @Nullable String errorMessage) {}
}
