package io.ottla.replication.partition;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * New partitions that have no directory yet. They are given one a few at a time, so that a thousand at once do not stand in the way
 * of what clients want; whoever is asked for something is opened at once and loses nothing here. Lives on the home loop.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
final class Births {
    private static final int AT_ONCE = 16;

    private final Loop home;
    private final Set<Partition> waiting = new LinkedHashSet<>();
    private int underWay;

    Births(Loop home) {
        this.home = home;
    }

    void add(Partition partition) {
        waiting.add(partition);
    }

    void forget(Partition partition) {
        waiting.remove(partition);
    }

    /** Sees to it that as many are under way as may be. */
    void next() {
        var left = waiting.iterator();
        while (underWay < AT_ONCE && left.hasNext()) {
            Partition partition = left.next();
            left.remove();
            underWay++;
            partition.loop().execute(() -> partition.whenOpen(readiness -> home.execute(this::done)));
        }
    }

    private void done() {
        underWay--;
        next();
    }
}
