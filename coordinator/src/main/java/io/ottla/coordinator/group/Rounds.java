package io.ottla.coordinator.group;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.coordinator.group.offset.Expiry;
import io.ottla.coordinator.group.state.GroupChange;
import io.ottla.coordinator.group.state.Groups;
import io.ottla.replication.machine.Answer;
import io.ottla.replication.machine.Asker;
import io.ottla.replication.machine.Decision;
import io.ottla.replication.machine.Machine;
import io.ottla.replication.machine.Moment;
import io.ottla.replication.partition.PartitionRef;
import io.ottla.wire.ErrorCode;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Wakes those partitions of one loop that nobody has asked anything: what is kept there grows old all the same (KIP-211). The first
 * round begins a while after the start, which reads none of them, and goes from one to the next when it is done with it.
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class Rounds {
    private final Loop loop;
    private final Shards shards;
    private final Supplier<List<PartitionRef>> led;
    private final Duration every;
    private Loop.@Nullable Timer timer;
    private boolean isOver;

    /**
     * @param led every partition of the groups that is led here, on whichever loop
     * @param every from the end of a round to the next: offsets.retention.check.interval.ms
     */
    Rounds(Loop loop, Shards shards, Supplier<List<PartitionRef>> led, Duration every) {
        this.loop = loop;
        this.shards = shards;
        this.led = led;
        this.every = every;
    }

    /** The first round is due after one interval. */
    void begin() {
        loop.assertInside();
        if (!isOver) {
            timer = loop.schedule(every, () -> goOn(led.get().iterator()));
        }
    }

    void end() {
        loop.assertInside();
        isOver = true;
        if (timer != null) {
            timer.cancel();
        }
    }

    private void goOn(Iterator<PartitionRef> rest) {
        while (rest.hasNext() && !isOver) {
            PartitionRef partition = rest.next();
            if (partition.loop() == loop) {
                Machine<GroupMachine, GroupChange> machine = shards.of(partition);
                if (!machine.isAwake()) {
                    Visit visit = new Visit(rest);
                    machine.ask(visit, (state, now) -> visit.look(state.groups(), now));
                    return;
                }
            }
        }
        begin();
    }

    /** One partition of a round: whatever comes of it, the next one follows. */
    private final class Visit implements Asker<Boolean> {
        private final Iterator<PartitionRef> rest;

        Visit(Iterator<PartitionRef> rest) {
            this.rest = rest;
        }

        Decision<GroupChange> look(Groups groups, Moment now) {
            List<GroupChange> forgotten = Expiry.check(groups, now).changes();
            return new Decision<>(forgotten, List.of(new Answer<>(this, true))).inParts();
        }

        @Override
        public void answer(Boolean done) {
            loop.execute(() -> goOn(rest));
        }

        @Override
        public void refuse(ErrorCode why) {
            loop.execute(() -> goOn(rest));
        }
    }
}
