package io.ottla.broker.handler.data;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.Leaders;
import io.ottla.broker.handler.RequestContext;
import io.ottla.broker.handler.topic.TopicNames;
import io.ottla.log.LogDirs;
import io.ottla.log.directory.PartitionDirName;
import io.ottla.replication.partition.Partitions;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.data.AlterReplicaLogDirs.PartitionResult;
import io.ottla.wire.message.data.AlterReplicaLogDirs.Request;
import io.ottla.wire.message.data.AlterReplicaLogDirs.Response;
import io.ottla.wire.message.data.AlterReplicaLogDirs.TopicResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves partitions between the log directories of this broker (KIP-113). The answer says that the moves have begun; DescribeLogDirs
 * tells how far they are.
 */
public final class AlterReplicaLogDirsHandler implements Handler<Request, Response> {
    private final Partitions partitions;
    private final LogDirs dirs;
    private final Leaders leaders;

    public AlterReplicaLogDirsHandler(Partitions partitions, LogDirs dirs, Leaders leaders) {
        this.partitions = partitions;
        this.dirs = dirs;
        this.leaders = leaders;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        Map<TopicPartition, ErrorCode> errors = new LinkedHashMap<>();
        for (var directory : request.dirs()) {
            var ofDirectory = whyNot(directory.path());
            for (var topic : directory.topics()) {
                for (int index : topic.partitions()) {
                    var name = new TopicPartition(topic.name(), index);
                    errors.put(name, move(name, directory.path(), ofDirectory));
                }
            }
        }
        context.reply(shape(errors));
    }

    /** Directories are named as the configuration has them, in full. */
    private ErrorCode whyNot(String path) {
        for (var directory : dirs.directories()) {
            if (directory.path().toString().equals(path)) {
                if (!directory.isOnline()) {
                    return ErrorCode.KAFKA_STORAGE_ERROR;
                }
                return dirs.isCordoned(directory.path()) ? ErrorCode.INVALID_REPLICA_ASSIGNMENT : ErrorCode.NONE;
            }
        }
        return ErrorCode.LOG_DIR_NOT_FOUND;
    }

    private ErrorCode move(TopicPartition name, String path, ErrorCode ofDirectory) {
        if (!TopicNames.isValid(name.topic()) || !PartitionDirName.hasRoomForFuture(name)) {
            return ErrorCode.INVALID_TOPIC_EXCEPTION;
        }
        if (ofDirectory != ErrorCode.NONE) {
            return ofDirectory;
        }
        var partition = partitions.find(name.topic(), name.partition());
        if (partition == null) {
            return leaders.whyNotHere(name.topic(), name.partition());
        }
        partition.moveTo(Path.of(path));
        return ErrorCode.NONE;
    }

    private static Response shape(Map<TopicPartition, ErrorCode> errors) {
        Map<String, List<PartitionResult>> byTopic = new LinkedHashMap<>();
        errors.forEach((name, error) -> byTopic.computeIfAbsent(name.topic(), topic -> new ArrayList<>())
                .add(new PartitionResult(name.partition(), error.code())));
        var topics = new ArrayList<TopicResult>();
        byTopic.forEach((topic, results) -> topics.add(new TopicResult(topic, results)));
        return new Response(0, topics);
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        Map<TopicPartition, ErrorCode> errors = new LinkedHashMap<>();
        for (var directory : request.dirs()) {
            for (var topic : directory.topics()) {
                topic.partitions().forEach(index -> errors.put(new TopicPartition(topic.name(), index), error));
            }
        }
        return shape(errors);
    }
}
