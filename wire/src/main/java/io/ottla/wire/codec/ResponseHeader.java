package io.ottla.wire.codec;

import io.ottla.wire.ApiKey;

/** What stands in front of every response. v1: flexible. */
public record ResponseHeader(int correlationId) {
    /** Reads the header of a response to a request of this API and version. */
    public static ResponseHeader read(WireReader in, ApiKey api, int apiVersion) {
        var header = new ResponseHeader(in.int32("correlationId"));
        return in.keep(header, api.responseHeaderVersion(apiVersion) >= 1 ? in.rawTags() : null);
    }

    /** Writes the header of a response to a request of this API and version. */
    public void write(WireWriter out, ApiKey api, int apiVersion) {
        out.int32(correlationId);
        if (api.responseHeaderVersion(apiVersion) >= 1) {
            out.rawTags(this);
        }
    }
}
