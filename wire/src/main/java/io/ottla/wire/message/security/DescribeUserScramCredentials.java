package io.ottla.wire.message.security;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists users that have SCRAM credentials, without the secrets.
 *
 * <p>Flexible from the start.
 */
public interface DescribeUserScramCredentials {
    @Message(newest = 0, flexibleSince = 0)
    record Request(@Nullable List<User> users) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.DESCRIBE_USER_SCRAM_CREDENTIALS;
        }
    }

    record User(String name) {}

    @Message(newest = 0, flexibleSince = 0)
    record Response(
            int throttleTimeMs, short errorCode, @Nullable String errorMessage, List<UserResult> results) {}

    record UserResult(
            String user, short errorCode, @Nullable String errorMessage, List<Credential> credentialInfos) {}

    record Credential(byte mechanism, int iterations) {}
}
