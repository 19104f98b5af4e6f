package io.ottla.compat.differential.config;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.message.DescribeClientQuotasRequestData;
import org.apache.kafka.common.message.DescribeClientQuotasRequestData.ComponentData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/** Quotas that were given before. */
final class DescribeClientQuotasQuestions implements Questions {
    private static final int EXACT = 0;
    private static final int DEFAULT = 1;
    private static final int ANY = 2;
    private static final long HEARSAY_NANOS = 60_000_000;

    @Override
    public ApiKeys api() {
        return ApiKeys.DESCRIBE_CLIENT_QUOTAS;
    }

    @Override
    public void ask(Asking on) {
        LockSupport.parkNanos(HEARSAY_NANOS);
        ask(on, "all");
        ask(on, "a user's", component("user", EXACT, "anna0"));
        ask(on, "an unknown user's", component("user", EXACT, "nobody"));
        ask(on, "any user's", component("user", ANY, null));
        ask(on, "everybody's", component("user", DEFAULT, null));
        ask(on, "any address's", component("ip", ANY, null));
        ask(on, "a user's clients'", component("user", EXACT, "anna0"), component("client-id", ANY, null));
        ask(on, "an address's user's", component("ip", ANY, null), component("user", ANY, null));
        ask(on, "users' twice", component("user", ANY, null), component("user", ANY, null));
        ask(on, "an unknown entity's", component("shoe", ANY, null));
        ask(on, "an unknown match", component("user", 9, null));
        ask(on, "a name without name", component("user", EXACT, null));
        ask(on, "a name where none belongs", component("user", ANY, "anna0"));
    }

    private static void ask(Asking on, String what, ComponentData... components) {
        for (boolean strict : new boolean[] {false, true}) {
            on.ask(
                    what + (strict ? ", strictly" : ""),
                    peer -> new DescribeClientQuotasRequestData()
                            .setComponents(List.of(components))
                            .setStrict(strict));
        }
    }

    private static ComponentData component(String type, int how, @Nullable String match) {
        return new ComponentData().setEntityType(type).setMatchType((byte) how).setMatch(match);
    }
}
