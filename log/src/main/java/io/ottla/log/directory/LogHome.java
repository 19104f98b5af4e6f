package io.ottla.log.directory;

import io.ottla.log.disk.Disk;
import io.ottla.log.segment.Segment.IndexRules;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.nio.file.Path;

/** Where one partition's log lives, and what it shares with the others of its directory. Immutable. */
public record LogHome(TopicPartition partition, Uuid topicId, Directory directory, Path path) {
    public Disk disk() {
        return directory.surroundings().disk();
    }

    public IndexRules indexRules(int indexIntervalBytes) {
        return new IndexRules(disk(), path, directory.cache(), indexIntervalBytes);
    }
}
