package io.ottla.log;

import io.ottla.log.disk.Disk;
import io.ottla.log.segment.Segment.IndexRules;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.nio.file.Path;

/** Where one partition's log lives, and what it shares with the others of its directory. Immutable. */
record LogHome(TopicPartition partition, Uuid topicId, Directory directory, Path path) {
    Disk disk() {
        return directory.world().disk();
    }

    IndexRules indexRules(LogSettings settings) {
        return new IndexRules(disk(), path, directory.cache(), settings.indexIntervalBytes());
    }
}
