package io.ottla.broker.handler.topic;

import io.ottla.broker.handler.RequestContext;

/**
 * Holds requests that make and delete partitions against their client's quota (KIP-599): in versions that know the error, whoever has
 * used more than there is is refused until it is there again; before, everything is done, and the client is held up. A request is let
 * in as a whole, where Apache Kafka may refuse the second half of one.
 */
final class ChangeToll {
    private final RequestContext<?> context;
    private final boolean mayRefuse;

    /** @param firstWithError the first version of this API that knows THROTTLING_QUOTA_EXCEEDED */
    ChangeToll(RequestContext<?> context, int firstWithError) {
        this.context = context;
        mayRefuse = context.version() >= firstWithError;
    }

    /** Must this request be refused? Then the client is held up, too. */
    boolean refuses() {
        var account = context.account();
        var waitMs = account == null || !mayRefuse ? 0 : account.waitToChangeMs();
        context.holdUp(waitMs);
        return waitMs > 0;
    }

    /** So many partitions were made or deleted. */
    void changed(int partitions) {
        var account = context.account();
        if (account != null && partitions > 0) {
            account.change(partitions);
            context.holdUp(mayRefuse ? 0 : account.waitToChangeMs());
        }
    }
}
