package io.ottla.wire.message.config;

import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Until;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells configuration values, where they come from and what they would be otherwise.
 *
 * <p>v1: includeSynonyms, results.configs.configSource, results.configs.synonyms; no more results.configs.isDefault.
 * v3: includeDocumentation, results.configs.configType, results.configs.documentation. v4: flexible.
 */
public interface DescribeConfigs {
    @Message(newest = 4, flexibleSince = 4)
    record Request(
            List<Resource> resources,
            @Since(1) boolean includeSynonyms,
            @Since(3) boolean includeDocumentation) implements ApiRequest<Response> {
        @Override
        public ApiKey api() {
            return ApiKey.DESCRIBE_CONFIGS;
        }
    }

    record Resource(
            byte resourceType,
            String resourceName,
            @Nullable List<String> configurationKeys) {}

    @Message(newest = 4, flexibleSince = 4)
    record Response(int throttleTimeMs, List<ResourceResult> results) {}

    record ResourceResult(
            short errorCode,
            @Nullable String errorMessage,
            byte resourceType,
            String resourceName,
            List<Config> configs) {}

    record Config(
            String name,
            @Nullable String value,
            boolean readOnly,
            @Until(0) boolean isDefault,
            @Since(1) @Default("-1") @Ignorable byte configSource,
            boolean isSensitive,
            @Since(1) @Ignorable List<Synonym> synonyms,
            @Since(3) @Ignorable byte configType,
            @Since(3) @Ignorable @Nullable String documentation) {}

    record Synonym(String name, @Nullable String value, byte source) {}
}
