package io.ottla.broker.handler.group;

import io.ottla.broker.handler.Gathering;
import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.coordinator.group.GroupCoordinators;
import io.ottla.replication.image.CommittedImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.group.OffsetFetch.Group;
import io.ottla.wire.message.group.OffsetFetch.GroupPartitionResponse;
import io.ottla.wire.message.group.OffsetFetch.GroupResponse;
import io.ottla.wire.message.group.OffsetFetch.GroupTopic;
import io.ottla.wire.message.group.OffsetFetch.GroupTopicResponse;
import io.ottla.wire.message.group.OffsetFetch.PartitionResponse;
import io.ottla.wire.message.group.OffsetFetch.Request;
import io.ottla.wire.message.group.OffsetFetch.Response;
import io.ottla.wire.message.group.OffsetFetch.Topic;
import io.ottla.wire.message.group.OffsetFetch.TopicResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells how far groups have read: one group before version 8, any number since. */
public final class OffsetFetchHandler implements Handler<Request, Response> {
    private static final int FIRST_WITH_ERROR_OF_GROUP = 2;
    private static final int FIRST_WITH_MANY = 8;
    private static final int FIRST_WITH_TOPIC_ID = 10;
    private static final long NO_OFFSET = -1;
    private static final int NO_EPOCH = -1;

    private final GroupCoordinators groups;
    private final CommittedImage image;

    public OffsetFetchHandler(GroupCoordinators groups, CommittedImage image) {
        this.groups = groups;
        this.image = image;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var version = context.version();
        var asked = asked(request, version);
        var answers = new GroupResponse[asked.size()];
        var gathering =
                new Gathering(context.loop(), () -> context.reply(shape(request, version, Arrays.asList(answers))));
        for (var i = 0; i < answers.length; i++) {
            var place = i;
            var group = asked.get(i);
            var failed = refused(group, ErrorCode.UNKNOWN_SERVER_ERROR);
            if (version >= FIRST_WITH_TOPIC_ID) {
                gathering.await(
                        groups.fetch(named(group)), failed, answer -> answers[place] = identified(group, answer));
            } else {
                gathering.await(groups.fetch(group), failed, answer -> answers[place] = answer);
            }
        }
        gathering.allAsked();
    }

    private static List<Group> asked(Request request, int version) {
        return version >= FIRST_WITH_MANY ? request.groups() : List.of(ofOne(request));
    }

    private static Group ofOne(Request request) {
        var topics = request.topics();
        return new Group(
                request.groupId(),
                null,
                NO_EPOCH,
                topics == null
                        ? null
                        : topics.stream()
                                .map(topic -> new GroupTopic(topic.name(), Uuid.ZERO, topic.partitionIndexes()))
                                .toList());
    }

    private static GroupResponse refused(Group group, ErrorCode error) {
        return new GroupResponse(group.groupId(), List.of(), error.code());
    }

    // ---- topic ids

    /** The topics that there are, by name. */
    private Group named(Group group) {
        var asked = group.topics();
        if (asked == null) {
            return group;
        }
        List<GroupTopic> known = new ArrayList<>(asked.size());
        for (var topic : asked) {
            var found = image.current().topics().byId(topic.topicId());
            if (found != null) {
                known.add(new GroupTopic(found.name(), found.id(), topic.partitionIndexes()));
            }
        }
        return new Group(group.groupId(), group.memberId(), group.memberEpoch(), known);
    }

    /** Topics that are not there are told so; of all topics, only those that still have an id are told. */
    private GroupResponse identified(Group group, GroupResponse answer) {
        List<GroupTopicResponse> topics = new ArrayList<>();
        for (var topic : answer.topics()) {
            var found = image.current().topics().byName(topic.name());
            if (!topic.topicId().equals(Uuid.ZERO)) {
                topics.add(new GroupTopicResponse("", topic.topicId(), topic.partitions()));
            } else if (found != null) {
                topics.add(new GroupTopicResponse("", found.id(), topic.partitions()));
            }
        }
        var asked = group.topics();
        if (asked != null && answer.errorCode() == ErrorCode.NONE.code()) {
            Set<Uuid> told = new HashSet<>();
            answer.topics().forEach(topic -> told.add(topic.topicId()));
            for (var topic : asked) {
                if (!told.contains(topic.topicId())) {
                    topics.add(unknown(topic));
                }
            }
        }
        return new GroupResponse(group.groupId(), topics, answer.errorCode());
    }

    private static GroupTopicResponse unknown(GroupTopic topic) {
        var partitions = topic.partitionIndexes().stream()
                .map(index ->
                        new GroupPartitionResponse(index, NO_OFFSET, NO_EPOCH, "", ErrorCode.UNKNOWN_TOPIC_ID.code()))
                .toList();
        return new GroupTopicResponse("", topic.topicId(), partitions);
    }

    // ---- versions

    private static Response shape(Request request, int version, List<GroupResponse> answers) {
        if (version >= FIRST_WITH_MANY) {
            return new Response(0, List.of(), ErrorCode.NONE.code(), answers);
        }
        var one = answers.get(0);
        if (version < FIRST_WITH_ERROR_OF_GROUP && one.errorCode() != ErrorCode.NONE.code()) {
            return new Response(0, eachRefused(request, one.errorCode()), ErrorCode.NONE.code(), List.of());
        }
        List<TopicResponse> topics = new ArrayList<>(one.topics().size());
        for (var topic : one.topics()) {
            List<PartitionResponse> partitions = new ArrayList<>();
            for (var told : topic.partitions()) {
                partitions.add(new PartitionResponse(
                        told.partitionIndex(),
                        told.committedOffset(),
                        told.committedLeaderEpoch(),
                        told.metadata(),
                        told.errorCode()));
            }
            topics.add(new TopicResponse(topic.name(), partitions));
        }
        return new Response(0, topics, one.errorCode(), List.of());
    }

    private static List<TopicResponse> eachRefused(Request request, short error) {
        List<TopicResponse> topics = new ArrayList<>();
        var asked = request.topics();
        for (var topic : asked == null ? List.<Topic>of() : asked) {
            var partitions = topic.partitionIndexes().stream()
                    .map(index -> new PartitionResponse(index, NO_OFFSET, NO_EPOCH, "", error))
                    .toList();
            topics.add(new TopicResponse(topic.name(), partitions));
        }
        return topics;
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return shape(
                request,
                version,
                asked(request, version).stream()
                        .map(group -> refused(group, error))
                        .toList());
    }
}
