package io.ottla.compat.differential.config;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import java.util.List;
import org.apache.kafka.common.message.AlterClientQuotasRequestData;
import org.apache.kafka.common.message.AlterClientQuotasRequestData.EntityData;
import org.apache.kafka.common.message.AlterClientQuotasRequestData.EntryData;
import org.apache.kafka.common.message.AlterClientQuotasRequestData.OpData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/** Quotas given and taken away; none so small that a question would wait for it. */
final class AlterClientQuotasQuestions implements Questions {
    private static final String PRODUCE = "producer_byte_rate";

    @Override
    public ApiKeys api() {
        return ApiKeys.ALTER_CLIENT_QUOTAS;
    }

    @Override
    public void ask(Asking on) {
        var user = entity("user", "anna" + on.version());
        ask(on, "a user's", op(PRODUCE, 1e9), user);
        ask(on, "a user's client's", op("consumer_byte_rate", 1e9), user, entity("client-id", "c"));
        ask(on, "everybody's", op("request_percentage", 1000), entity("user", null));
        ask(on, "an address's", op("connection_creation_rate", 1e6), entity("ip", "127.0.0.9"));
        ask(on, "a bad address's", op("connection_creation_rate", 1e6), entity("ip", "no.such.host.invalid"));
        ask(on, "an address's for producers", op(PRODUCE, 1e9), entity("ip", "127.0.0.9"));
        ask(on, "an unknown one", op("no_such_rate", 1), user);
        ask(on, "an unknown entity's", op(PRODUCE, 1e9), entity("shoe", "9"));
        ask(on, "a negative one", op(PRODUCE, -1), user);
        ask(on, "none at all", op(PRODUCE, 0), user);
        // Were it everybody's, all that is produced later would wait.
        on.askUnsampled("a half", peer -> request(op(PRODUCE, 0.5), user));
        ask(on, "nobody's", op(PRODUCE, 1e9));
        ask(on, "the user's twice", op(PRODUCE, 1e9), user, user);
        ask(on, "a nameless user's", op(PRODUCE, 1e9), entity("user", ""));
        ask(on, "taken", op("request_percentage", 0).setRemove(true), entity("user", null));
        ask(on, "taken that is not there", op("request_percentage", 0).setRemove(true), entity("user", "nobody"));
        on.ask("only validated", peer -> request(op(PRODUCE, 5e9), user).setValidateOnly(true));
        on.ask("nothing", peer -> new AlterClientQuotasRequestData());
    }

    private static void ask(Asking on, String what, OpData op, EntityData... entity) {
        on.ask(what, peer -> request(op, entity));
    }

    private static AlterClientQuotasRequestData request(OpData op, EntityData... entity) {
        return new AlterClientQuotasRequestData()
                .setEntries(List.of(new EntryData().setEntity(List.of(entity)).setOps(List.of(op))));
    }

    private static EntityData entity(String type, @Nullable String name) {
        return new EntityData().setEntityType(type).setEntityName(name);
    }

    private static OpData op(String key, double value) {
        return new OpData().setKey(key).setValue(value);
    }
}
