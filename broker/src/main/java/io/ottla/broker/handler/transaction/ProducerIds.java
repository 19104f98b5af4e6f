package io.ottla.broker.handler.transaction;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.broker.handler.ControllerPort;
import io.ottla.replication.controller.request.ProducerIdBlock;
import java.util.ArrayDeque;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands out producer ids from the blocks the controller gives to this broker. Lives on the controller's loop; {@link #next} is its
 * door.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class ProducerIds {
    /** There is none to be had now; ask again. */
    public static final long NONE = -1;

    private final int brokerId;
    private final LongSupplier brokerEpoch;
    private final ControllerPort controller;
    private final Loop home;
    private final ArrayDeque<LongConsumer> waiting = new ArrayDeque<>();
    private long nextId;
    private long endId;
    private boolean isAsking;

    /** @param brokerEpoch as of the broker's present registration */
    public ProducerIds(int brokerId, LongSupplier brokerEpoch, ControllerPort controller, Loop home) {
        this.brokerId = brokerId;
        this.brokerEpoch = brokerEpoch;
        this.controller = controller;
        this.home = home;
    }

    /** Gives {@code taker} an id nobody else gets, or {@link #NONE}; on the home loop. Any thread. */
    public void next(LongConsumer taker) {
        if (home.isInside()) {
            give(taker);
        } else {
            home.execute(() -> give(taker));
        }
    }

    private void give(LongConsumer taker) {
        if (nextId < endId) {
            taker.accept(nextId++);
            return;
        }
        waiting.add(taker);
        if (!isAsking) {
            isAsking = true;
            var unused = controller
                    .allocateProducerIds(brokerId, brokerEpoch.getAsLong())
                    .whenComplete((block, noController) -> home.execute(() -> take(block)));
        }
    }

    private void take(@Nullable ProducerIdBlock block) {
        isAsking = false;
        if (block != null && block.outcome().isDone()) {
            nextId = block.first();
            endId = block.first() + block.count();
        }
        for (var taker = waiting.poll(); taker != null; taker = waiting.poll()) {
            taker.accept(nextId < endId ? nextId++ : NONE);
        }
    }
}
