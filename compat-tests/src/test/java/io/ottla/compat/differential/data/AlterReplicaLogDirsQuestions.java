package io.ottla.compat.differential.data;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.List;
import org.apache.kafka.common.message.AlterReplicaLogDirsRequestData;
import org.apache.kafka.common.message.AlterReplicaLogDirsRequestData.AlterReplicaLogDir;
import org.apache.kafka.common.message.AlterReplicaLogDirsRequestData.AlterReplicaLogDirTopic;
import org.apache.kafka.common.protocol.ApiKeys;

/** Moves to directories that are not there. */
final class AlterReplicaLogDirsQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.ALTER_REPLICA_LOG_DIRS;
    }

    @Override
    public void ask(Asking on) {
        var topic = "moved-" + on.version();
        Topics.make(on, topic, 2);
        ask(on, "a directory that is not there", "/no/such/directory", topic, 0, 1);
        ask(on, "a partition that is not there", "/no/such/directory", topic, 7);
        ask(on, "a topic that is not there", "/no/such/directory", "absent", 0);
        ask(on, "no path from the root", "data", topic, 0);
        ask(on, "a name that leaves no room for that of a copy", "/no/such/directory", "t".repeat(220), 0);
        on.ask("nothing", peer -> new AlterReplicaLogDirsRequestData());
    }

    private static void ask(Asking on, String what, String path, String topic, Integer... partitions) {
        on.ask(what, peer -> {
            var directory = new AlterReplicaLogDir().setPath(path);
            directory.topics().add(new AlterReplicaLogDirTopic().setName(topic).setPartitions(List.of(partitions)));
            var request = new AlterReplicaLogDirsRequestData();
            request.dirs().add(directory);
            return request;
        });
    }
}
