package io.ottla.broker.joint;

import io.ottla.base.Clock;
import io.ottla.base.Loop;
import io.ottla.broker.config.LiveConfig;
import io.ottla.broker.fetch.FetchSessions;
import io.ottla.broker.handler.Dispatcher;
import io.ottla.broker.handler.HandlerTable;
import io.ottla.broker.handler.Leaders;
import io.ottla.broker.handler.connection.ApiVersionsHandler;
import io.ottla.broker.handler.connection.ServedVersions;
import io.ottla.broker.handler.data.FetchHandler;
import io.ottla.broker.handler.data.ListOffsetsHandler;
import io.ottla.broker.handler.data.OffsetForLeaderEpochHandler;
import io.ottla.broker.handler.data.ProduceHandler;
import io.ottla.broker.handler.topic.DescribeTopicPartitionsHandler;
import io.ottla.broker.handler.topic.MetadataAnswers;
import io.ottla.broker.handler.topic.MetadataHandler;
import io.ottla.broker.handler.transaction.InitProducerIdHandler;
import io.ottla.broker.handler.transaction.ProducerIds;
import io.ottla.broker.net.FrameHandler;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.partition.Partitions;
import io.ottla.wire.ApiKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The table of what this broker speaks, plugged to the rooms that answer.
 *
 * @param loops of the connections
 */
record Services(
        String clusterId,
        int nodeId,
        LiveConfig config,
        CommittedImage image,
        ControllerRef controller,
        Partitions partitions,
        Membership membership,
        List<? extends Loop> loops,
        Clock clock,
        Random random) {

    /** The door for requests. */
    FrameHandler dispatcher() {
        var apiVersions =
                new ApiVersionsHandler(new ServedVersions(clusterId, nodeId, image, SupportedFeatures.advertised()));
        return new Dispatcher(table(apiVersions).checked(), apiVersions);
    }

    private HandlerTable table(ApiVersionsHandler apiVersions) {
        var leaders = new Leaders(image);
        var answers = new MetadataAnswers(clusterId, image);
        var producerIds = new ProducerIds(nodeId, membership::epoch, controller, loops.get(0));
        var sessions = fetchSessions();
        return new HandlerTable()
                .serve(ApiKey.API_VERSIONS, () -> apiVersions)
                .serve(
                        ApiKey.METADATA,
                        () -> new MetadataHandler(
                                answers,
                                image,
                                controller,
                                () -> config.get().topicCreation().byMetadata()))
                .serve(
                        ApiKey.DESCRIBE_TOPIC_PARTITIONS,
                        () -> new DescribeTopicPartitionsHandler(
                                image, config.get().requests().maxPartitions()))
                .serve(ApiKey.PRODUCE, () -> new ProduceHandler(partitions, leaders))
                .serve(
                        ApiKey.FETCH,
                        () -> new FetchHandler(
                                partitions,
                                leaders,
                                sessions,
                                config.get().requests().fetchMaxBytes()))
                .serve(ApiKey.LIST_OFFSETS, () -> new ListOffsetsHandler(partitions, leaders))
                .serve(ApiKey.OFFSET_FOR_LEADER_EPOCH, () -> new OffsetForLeaderEpochHandler(partitions, leaders))
                .serve(ApiKey.INIT_PRODUCER_ID, () -> new InitProducerIdHandler(producerIds));
    }

    /** The slots of the cache are dealt out to the loops: a session lives where its connection does. */
    private Map<Loop, FetchSessions> fetchSessions() {
        var slots = config.get().requests().fetchSessions();
        Map<Loop, FetchSessions> sessions = new HashMap<>();
        for (var loop : loops) {
            sessions.put(loop, new FetchSessions((slots + loops.size() - 1) / loops.size(), clock, random));
        }
        return sessions;
    }
}
