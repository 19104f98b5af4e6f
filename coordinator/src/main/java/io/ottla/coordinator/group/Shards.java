package io.ottla.coordinator.group;

import io.ottla.base.Clock;
import io.ottla.base.OwnedBy;
import io.ottla.coordinator.group.state.GroupChange;
import io.ottla.log.background.BackgroundWork;
import io.ottla.replication.machine.Machine;
import io.ottla.replication.machine.PartitionMachineLog;
import io.ottla.replication.partition.PartitionRef;
import java.util.HashMap;
import java.util.Map;

/** The machines of those partitions of {@code __consumer_offsets} that live on one loop; each is made when it is first asked. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class Shards {
    private final Machine.Kind<GroupMachine, GroupChange> kind;
    private final BackgroundWork background;
    private final Clock clock;
    private final Map<PartitionRef, Machine<GroupMachine, GroupChange>> machines = new HashMap<>();

    Shards(Machine.Kind<GroupMachine, GroupChange> kind, BackgroundWork background, Clock clock) {
        this.kind = kind;
        this.background = background;
        this.clock = clock;
    }

    Machine<GroupMachine, GroupChange> of(PartitionRef partition) {
        partition.loop().assertInside();
        Machine<GroupMachine, GroupChange> known = machines.get(partition);
        return known == null ? begin(partition) : known;
    }

    private Machine<GroupMachine, GroupChange> begin(PartitionRef partition) {
        machines.keySet().removeIf(old -> !old.topicId().equals(partition.topicId())); // the topic was made anew
        Machine<GroupMachine, GroupChange> begun =
                new Machine<>(partition.toString(), new PartitionMachineLog(partition, background), kind, clock);
        machines.put(partition, begun);
        return begun;
    }

    /** Everybody who waits is answered: this broker stops. */
    void giveUp() {
        machines.values().forEach(Machine::giveUp);
    }
}
