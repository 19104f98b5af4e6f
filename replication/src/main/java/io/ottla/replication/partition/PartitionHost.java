package io.ottla.replication.partition;

import io.ottla.log.LogDirs;

/** What all partitions of this broker share. */
record PartitionHost(int brokerId, LogDirs dirs, HighWatermarks highWatermarks, ClosedLogs closedLogs) {}
