package io.ottla.broker.handler.group;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.coordinator.group.GroupCoordinators;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.group.OffsetCommit.Partition;
import io.ottla.wire.message.group.OffsetCommit.PartitionResponse;
import io.ottla.wire.message.group.OffsetCommit.Request;
import io.ottla.wire.message.group.OffsetCommit.Response;
import io.ottla.wire.message.group.OffsetCommit.Topic;
import io.ottla.wire.message.group.OffsetCommit.TopicResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps how far a group has read; of topics that there are. */
public final class OffsetCommitHandler implements Handler<Request, Response> {
    private static final int FIRST_WITH_UNKNOWN_GROUP = 9;
    private static final int FIRST_WITH_TOPIC_ID = 10;

    private final GroupCoordinators groups;
    private final CommittedImage image;

    public OffsetCommitHandler(GroupCoordinators groups, CommittedImage image) {
        this.groups = groups;
        this.image = image;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var answers = new Answers();
        List<Topic> known = new ArrayList<>();
        for (var topic : request.topics()) {
            var found = find(topic, context.version());
            if (found == null) {
                var error = context.version() >= FIRST_WITH_TOPIC_ID
                        ? ErrorCode.UNKNOWN_TOPIC_ID
                        : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
                topic.partitions().forEach(partition -> answers.add(topic, partition, error));
            } else {
                var there = there(topic, found, answers);
                if (!there.isEmpty()) {
                    known.add(new Topic(found.name(), found.id(), there));
                }
            }
        }
        if (known.isEmpty()) {
            context.reply(answers.response());
            return;
        }
        var unused = groups.commit(with(request, known)).whenComplete((committed, never) -> {
            committed.topics().forEach(topic -> answers.add(topic, context.version()));
            context.reply(answers.response());
        });
    }

    private @Nullable TopicImage find(Topic topic, int version) {
        var topics = image.current().topics();
        return version >= FIRST_WITH_TOPIC_ID ? topics.byId(topic.topicId()) : topics.byName(topic.name());
    }

    private static List<Partition> there(Topic topic, TopicImage found, Answers answers) {
        List<Partition> there = new ArrayList<>(topic.partitions().size());
        for (var partition : topic.partitions()) {
            if (found.partition(partition.partitionIndex()) == null) {
                answers.add(topic, partition, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
            } else {
                there.add(partition);
            }
        }
        return there;
    }

    private static Request with(Request request, List<Topic> topics) {
        return new Request(
                request.groupId(),
                request.generationIdOrMemberEpoch(),
                request.memberId(),
                request.groupInstanceId(),
                request.retentionTimeMs(),
                topics);
    }

    /** Gathers the answers by topic; what was refused here comes first. */
    private static final class Answers {
        private final Map<Key, List<PartitionResponse>> byTopic = new LinkedHashMap<>();

        /** What a topic is called in this version; the other is empty. */
        private record Key(String name, Uuid id) {}

        void add(Topic topic, Partition partition, ErrorCode error) {
            byTopic.computeIfAbsent(new Key(topic.name(), topic.topicId()), key -> new ArrayList<>())
                    .add(new PartitionResponse(partition.partitionIndex(), error.code()));
        }

        void add(TopicResponse topic, int version) {
            var key = version >= FIRST_WITH_TOPIC_ID ? new Key("", topic.topicId()) : new Key(topic.name(), Uuid.ZERO);
            var partitions = byTopic.computeIfAbsent(key, unknown -> new ArrayList<>());
            for (var partition : topic.partitions()) {
                var error = inVersion(ErrorCode.of(partition.errorCode()), version);
                partitions.add(new PartitionResponse(partition.partitionIndex(), error.code()));
            }
        }

        private static ErrorCode inVersion(ErrorCode error, int version) {
            return error == ErrorCode.GROUP_ID_NOT_FOUND && version < FIRST_WITH_UNKNOWN_GROUP
                    ? ErrorCode.ILLEGAL_GENERATION
                    : error;
        }

        Response response() {
            List<TopicResponse> topics = new ArrayList<>(byTopic.size());
            byTopic.forEach((key, partitions) -> topics.add(new TopicResponse(key.name(), key.id(), partitions)));
            return new Response(0, topics);
        }
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        var answers = new Answers();
        request.topics()
                .forEach(topic -> topic.partitions().forEach(partition -> answers.add(topic, partition, error)));
        return answers.response();
    }
}
