package io.ottla.coordinator.group;

import io.ottla.replication.machine.Asker;
import io.ottla.wire.ErrorCode;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Whoever asked from outside; his stage completes on the partition's loop. */
final class Asked<R> implements Asker<R> {
    private final CompletableFuture<R> stage = new CompletableFuture<>();
    private final Function<ErrorCode, R> refused;

    /** @param refused shapes a refusal */
    Asked(Function<ErrorCode, R> refused) {
        this.refused = refused;
    }

    CompletableFuture<R> stage() {
        return stage;
    }

    @Override
    public void answer(R reply) {
        stage.complete(reply);
    }

    @Override
    public void refuse(ErrorCode why) {
        stage.complete(refused.apply(why));
    }
}
