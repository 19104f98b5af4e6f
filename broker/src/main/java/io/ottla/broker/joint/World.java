package io.ottla.broker.joint;

import io.ottla.base.Clock;
import io.ottla.base.Loop;
import io.ottla.log.LogDirs;
import io.ottla.log.background.BackgroundWork;
import io.ottla.log.disk.Disk;
import java.util.List;
import java.util.Random;

/**
 * What everything in this process stands on: who it is, its threads, its disk, its time.
 *
 * @param loops of connections and partitions
 * @param home the loop of the controller, one of them
 */
record World(
        String clusterId,
        int nodeId,
        List<Loop> loops,
        Loop home,
        BackgroundWork background,
        Disk disk,
        LogDirs dirs,
        Clock clock,
        Random random) {}
