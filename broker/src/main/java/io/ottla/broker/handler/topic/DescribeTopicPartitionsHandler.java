package io.ottla.broker.handler.topic;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.Operations;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.topic.DescribeTopicPartitions.Cursor;
import io.ottla.wire.message.topic.DescribeTopicPartitions.Partition;
import io.ottla.wire.message.topic.DescribeTopicPartitions.Request;
import io.ottla.wire.message.topic.DescribeTopicPartitions.RequestedTopic;
import io.ottla.wire.message.topic.DescribeTopicPartitions.Response;
import io.ottla.wire.message.topic.DescribeTopicPartitions.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells partitions of topics page by page (KIP-966), in the order of topic names. */
public final class DescribeTopicPartitionsHandler implements Handler<Request, Response> {
    private final CommittedImage image;
    private final int mostPartitions;

    /** @param mostPartitions max.request.partition.size.limit: of one answer, whatever is asked */
    public DescribeTopicPartitionsHandler(CommittedImage image, int mostPartitions) {
        this.image = image;
        this.mostPartitions = mostPartitions;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var cursor = request.cursor();
        if (cursor != null && !isPlace(cursor, request.topics())) {
            context.reply(refusal(request, context.version(), ErrorCode.INVALID_REQUEST));
            return;
        }
        var room = Math.max(1, Math.min(request.responsePartitionLimit(), mostPartitions));
        var page = new Page(image.current(), context.connection().listener(), room);
        for (var name : names(request, page.image)) {
            if (!page.add(name, cursor)) {
                break;
            }
        }
        context.reply(new Response(0, page.topics, page.next));
    }

    /** Where one answer ended, another of the same topics may begin. */
    private static boolean isPlace(Cursor cursor, List<RequestedTopic> topics) {
        return cursor.partitionIndex() >= 0
                && (topics.isEmpty()
                        || topics.stream().anyMatch(topic -> topic.name().equals(cursor.topicName())));
    }

    /** Those asked for, or all; sorted, and none before the cursor. */
    private static Iterable<String> names(Request request, ClusterImage image) {
        var names = new TreeSet<String>();
        if (request.topics().isEmpty()) {
            names.addAll(image.topics().byName().keySet());
        } else {
            request.topics().stream().map(RequestedTopic::name).forEach(names::add);
        }
        var cursor = request.cursor();
        return cursor == null ? names : names.tailSet(cursor.topicName());
    }

    /** One page as it fills. */
    private static final class Page {
        private final ClusterImage image;
        private final String listener;
        private final List<Topic> topics = new ArrayList<>();
        private int room;
        private @Nullable Cursor next;

        Page(ClusterImage image, String listener, int room) {
            this.image = image;
            this.listener = listener;
            this.room = room;
        }

        /** @return false once the page is full */
        boolean add(String name, @Nullable Cursor cursor) {
            var topic = image.topics().byName(name);
            if (topic == null) {
                topics.add(MetadataAnswers.unknownPartitionsOf(name));
                return true;
            }
            var first = cursor != null && cursor.topicName().equals(name) ? cursor.partitionIndex() : 0;
            if (room == 0) {
                next = new Cursor(name, first);
                return false;
            }
            var end = Math.min(topic.partitionCount(), first + room);
            topics.add(topic(topic, first, end));
            room -= Math.max(0, end - first);
            if (end < topic.partitionCount()) {
                next = new Cursor(name, end);
                return false;
            }
            return true;
        }

        private Topic topic(TopicImage topic, int first, int end) {
            var partitions = new ArrayList<Partition>();
            for (var i = first; i < end; i++) {
                partitions.add(
                        MetadataAnswers.described(image, i, topic.partitions().get(i), listener));
            }
            return new Topic(
                    ErrorCode.NONE.code(),
                    topic.name(),
                    topic.id(),
                    TopicNames.isInternal(topic.name()),
                    partitions,
                    Operations.ALL_OF_TOPIC);
        }
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(
                0,
                request.topics().stream()
                        .map(topic -> new Topic(
                                error.code(),
                                topic.name(),
                                Uuid.ZERO,
                                TopicNames.isInternal(topic.name()),
                                List.of(),
                                Operations.NOT_ASKED))
                        .toList(),
                null);
    }
}
