package io.ottla.broker.handler.data;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.log.LogDir;
import io.ottla.log.LogDirs;
import io.ottla.log.background.BackgroundWork;
import io.ottla.log.disk.Disk;
import io.ottla.replication.partition.Partitions;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.message.data.DescribeLogDirs.Directory;
import io.ottla.wire.message.data.DescribeLogDirs.Partition;
import io.ottla.wire.message.data.DescribeLogDirs.Request;
import io.ottla.wire.message.data.DescribeLogDirs.Response;
import io.ottla.wire.message.data.DescribeLogDirs.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what the log directories hold and how much room they have. Looks at the disk, and so answers from the background. */
public final class DescribeLogDirsHandler implements Handler<Request, Response> {
    private static final Logger log = LoggerFactory.getLogger(DescribeLogDirsHandler.class);
    private static final long UNKNOWN = -1;

    private final Partitions partitions;
    private final World world;

    /** The directories, and how one may look into them. */
    public record World(LogDirs dirs, Disk disk, BackgroundWork background) {}

    public DescribeLogDirsHandler(Partitions partitions, World world) {
        this.partitions = partitions;
        this.world = world;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var wanted = wanted(request);
        world.background().execute(BackgroundWork.Lane.READ, () -> context.reply(describe(wanted)));
    }

    /** Of the partitions on this broker those asked for; null asks for all. */
    private Predicate<TopicPartition> wanted(Request request) {
        var topics = request.topics();
        if (topics == null) {
            return this::isHere;
        }
        Set<TopicPartition> asked = new HashSet<>();
        for (var topic : topics) {
            for (var partition : topic.partitions()) {
                asked.add(new TopicPartition(topic.topic(), partition));
            }
        }
        return name -> asked.contains(name) && isHere(name);
    }

    private boolean isHere(TopicPartition name) {
        return partitions.find(name.topic(), name.partition()) != null;
    }

    private Response describe(Predicate<TopicPartition> wanted) {
        var contents = new LogDirContents(world.disk());
        var directories = new ArrayList<Directory>();
        for (var directory : world.dirs().directories()) {
            directories.add(describe(directory, contents, wanted));
        }
        return new Response(0, ErrorCode.NONE.code(), directories);
    }

    private Directory describe(LogDir directory, LogDirContents contents, Predicate<TopicPartition> wanted) {
        if (!directory.isOnline()) {
            return failed(directory);
        }
        try {
            var found = contents.look(directory, wanted);
            return new Directory(
                    ErrorCode.NONE.code(),
                    directory.path().toString(),
                    topics(found),
                    found.totalBytes(),
                    found.usableBytes(),
                    world.dirs().isCordoned(directory.path()));
        } catch (IOException unreadable) {
            log.error("Looking into log directory {}", directory.path(), unreadable);
            return failed(directory);
        }
    }

    private Directory failed(LogDir directory) {
        return new Directory(
                ErrorCode.KAFKA_STORAGE_ERROR.code(),
                directory.path().toString(),
                List.of(),
                UNKNOWN,
                UNKNOWN,
                world.dirs().isCordoned(directory.path()));
    }

    private List<Topic> topics(LogDirContents.Found found) {
        Map<String, List<Partition>> byTopic = new TreeMap<>();
        found.bytes()
                .forEach((name, bytes) -> byTopic.computeIfAbsent(name.topic(), topic -> new ArrayList<>())
                        .add(new Partition(name.partition(), bytes, 0, false)));
        found.copies()
                .forEach((name, copy) -> byTopic.computeIfAbsent(name.topic(), topic -> new ArrayList<>())
                        .add(new Partition(name.partition(), copy.bytes(), lag(name, copy), true)));
        var topics = new ArrayList<Topic>();
        byTopic.forEach((name, partitions) -> topics.add(new Topic(name, partitions)));
        return topics;
    }

    /** By how many offsets a copy is behind; unknown while its log is not open, as in the moment in which the copy takes its place. */
    private long lag(TopicPartition name, LogDirContents.Copy copy) {
        var partition = partitions.find(name.topic(), name.partition());
        var view = partition == null ? null : partition.view();
        try {
            return view == null ? UNKNOWN : view.log().lagOfCopy(copy.lastOffset(), copy.lastBytes());
        } catch (IOException unreadable) {
            log.debug("How far the copy of {} is", name, unreadable);
            return UNKNOWN;
        }
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(0, error.code(), List.of());
    }
}
