package io.ottla.wire.codec;

import io.ottla.wire.ApiKey;
import io.ottla.wire.MalformedMessage;
import org.jspecify.annotations.Nullable;

/**
 * What stands in front of every request.
 *
 * <p>v1: clientId, which keeps its length of two bytes for ever, so that any broker can read any header. v2: flexible.
 *
 * @param apiVersion may be one that nobody here knows
 */
public record RequestHeader(
        ApiKey api,
        short apiVersion,
        int correlationId,
        @Nullable String clientId) {
    /**
     * Reads a header; its own version follows from API and version, its first two fields.
     *
     * @throws MalformedMessage also if there is no such API
     */
    public static RequestHeader read(WireReader in) {
        var code = in.int16("apiKey");
        var api = ApiKey.of(code);
        if (api == null) {
            throw new MalformedMessage("apiKey", "there is no API " + code);
        }
        var apiVersion = in.int16("apiVersion");
        var correlationId = in.int32("correlationId");
        var version = api.requestHeaderVersion(apiVersion);
        var clientId = version >= 1 ? in.nullableString("clientId", false) : null;
        var header = new RequestHeader(api, apiVersion, correlationId, clientId);
        return in.keep(header, version >= 2 ? in.rawTags() : null);
    }

    /** Writes the header in the version that belongs to API and version. */
    public void write(WireWriter out) {
        var version = api.requestHeaderVersion(apiVersion);
        out.int16(api.code());
        out.int16(apiVersion);
        out.int32(correlationId);
        if (version >= 1) {
            out.nullableString("RequestHeader.clientId", clientId, false);
        }
        if (version >= 2) {
            out.rawTags(this);
        }
    }
}
