package io.ottla.broker.handler;

import io.ottla.base.Check;
import io.ottla.wire.ApiKey;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.codec.MessageCodec;
import io.ottla.wire.message.Codecs;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which handler serves which API: the list of what we speak. Filled before the first request, not changed after. */
public final class HandlerTable {
    private final @Nullable Entry<?, ?>[] entries;

    public HandlerTable() {
        entries = new @Nullable Entry<?, ?>[ApiKey.values().length];
    }

    /**
     * {@code handler} serves {@code api} from now on. It is made with its first request: what nobody asks for costs nothing.
     *
     * @param <Q> must be the request of {@code api}
     */
    public <Q extends ApiRequest<R>, R> HandlerTable serve(ApiKey api, Supplier<Handler<Q, R>> handler) {
        Check.that(api.served() != null, "%s has a handler, but ApiKey says it is not served", api);
        Check.that(entries[api.code()] == null, "%s has two handlers", api);
        entries[api.code()] = new Entry<>(api, handler);
        return this;
    }

    /** Fails unless everything ApiKey calls served to clients has a handler, and nothing that is only for nodes. */
    public HandlerTable checkedForClients() {
        for (var api : ApiKey.values()) {
            var has = entries[api.code()] != null;
            Check.that(
                    has == (api.served() != null && !api.isForNodes()),
                    "%s has a handler or is served to clients, not both",
                    api);
        }
        return this;
    }

    /** Fails unless everything that is only for nodes has a handler. */
    public HandlerTable checkedForNodes() {
        for (var api : ApiKey.values()) {
            Check.that(!api.isForNodes() || entries[api.code()] != null, "%s is served, but has no handler", api);
        }
        return this;
    }

    /** The handlers that {@code other} has for these APIs serve them here as well. */
    public HandlerTable share(HandlerTable other, Set<ApiKey> apis) {
        for (var api : apis) {
            entries[api.code()] = other.entries[api.code()];
        }
        return this;
    }

    /** Is there a handler for this API? */
    public boolean serves(ApiKey api) {
        return entries[api.code()] != null;
    }

    @Nullable
    Entry<?, ?> find(ApiKey api) {
        return entries[api.code()];
    }

    /** An API with its handler and codecs. Its parts are made by whichever loop needs them first; making them twice is harmless. */
    static final class Entry<Q extends ApiRequest<R>, R> {
        private final ApiKey api;
        private final Supplier<Handler<Q, R>> supplier;
        private volatile @Nullable Parts<Q, R> parts;

        Entry(ApiKey api, Supplier<Handler<Q, R>> supplier) {
            this.api = api;
            this.supplier = supplier;
        }

        Parts<Q, R> parts() {
            var made = parts;
            if (made == null) {
                made = make();
                parts = made;
            }
            return made;
        }

        @SuppressWarnings("unchecked") // serve() is told a handler of this API's request
        private Parts<Q, R> make() {
            return new Parts<>(
                    supplier.get(), (MessageCodec<Q>) Codecs.request(api), (MessageCodec<R>) Codecs.response(api));
        }
    }

    record Parts<Q extends ApiRequest<R>, R>(
            Handler<Q, R> handler, MessageCodec<Q> requests, MessageCodec<R> responses) {}
}
