package io.ottla.compat.admin;

import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;

/** A request of any content in any version: the client's own classes would not make those that are wrong. */
final class Raw extends AbstractRequest {
    private final ApiMessage data;

    private Raw(ApiMessage data, short version) {
        super(ApiKeys.forId(data.apiKey()), version);
        this.data = data;
    }

    static AbstractRequest of(ApiMessage data, int version) {
        return new Raw(data, (short) version);
    }

    @Override
    public ApiMessage data() {
        return data;
    }

    @Override
    public AbstractResponse getErrorResponse(int throttleTimeMs, Throwable e) {
        throw new UnsupportedOperationException("only to be sent");
    }
}
