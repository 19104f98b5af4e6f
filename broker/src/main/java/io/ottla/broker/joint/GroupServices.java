package io.ottla.broker.joint;

import io.ottla.broker.config.BrokerConfig;
import io.ottla.broker.config.LiveConfig;
import io.ottla.broker.handler.ControllerPort;
import io.ottla.broker.handler.HandlerTable;
import io.ottla.broker.handler.group.DeleteGroupsHandler;
import io.ottla.broker.handler.group.DescribeGroupsHandler;
import io.ottla.broker.handler.group.FindCoordinatorHandler;
import io.ottla.broker.handler.group.HeartbeatHandler;
import io.ottla.broker.handler.group.JoinGroupHandler;
import io.ottla.broker.handler.group.LeaveGroupHandler;
import io.ottla.broker.handler.group.ListGroupsHandler;
import io.ottla.broker.handler.group.OffsetCommitHandler;
import io.ottla.broker.handler.group.OffsetDeleteHandler;
import io.ottla.broker.handler.group.OffsetFetchHandler;
import io.ottla.broker.handler.group.SyncGroupHandler;
import io.ottla.coordinator.group.GroupCoordinators;
import io.ottla.coordinator.group.request.GroupSettings;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.partition.Partitions;
import io.ottla.wire.ApiKey;
import io.ottla.wire.compress.Compression;
import io.ottla.wire.compress.Compressor;
import java.time.Duration;

/** The part of the table that is about groups, and the room behind it. */
final class GroupServices {
    private final GroupCoordinators groups;
    private final CommittedImage image;
    private final ControllerPort controller;
    private final LiveConfig config;

    GroupServices(GroupCoordinators groups, CommittedImage image, ControllerPort controller, LiveConfig config) {
        this.groups = groups;
        this.image = image;
        this.controller = controller;
        this.config = config;
    }

    /** The groups of this broker; nothing is read before somebody asks for one. */
    static GroupCoordinators coordinators(
            World world, CommittedImage image, Partitions partitions, BrokerConfig config) {
        var compression = Compression.of(config.intOf("offsets.topic.compression.codec"));
        return new GroupCoordinators(
                new GroupCoordinators.World(
                        image, partitions, world.loops(), world.background(), world.clock(), world.random()),
                settings(config),
                new GroupCoordinators.Writing(
                        Compressor.of(compression), Duration.ofMillis(config.intOf("offsets.commit.timeout.ms"))));
    }

    private static GroupSettings settings(BrokerConfig config) {
        return new GroupSettings(
                config.intOf("group.initial.rebalance.delay.ms"),
                config.intOf("group.min.session.timeout.ms"),
                config.intOf("group.max.session.timeout.ms"),
                config.intOf("group.max.size"),
                config.intOf("offset.metadata.max.bytes"),
                Duration.ofMinutes(config.intOf("offsets.retention.minutes")).toMillis(),
                config.longOf("offsets.retention.check.interval.ms"));
    }

    void serve(HandlerTable table) {
        table.serve(ApiKey.FIND_COORDINATOR, () -> new FindCoordinatorHandler(groups, image, controller, config))
                .serve(ApiKey.JOIN_GROUP, () -> new JoinGroupHandler(groups))
                .serve(ApiKey.SYNC_GROUP, () -> new SyncGroupHandler(groups))
                .serve(ApiKey.HEARTBEAT, () -> new HeartbeatHandler(groups))
                .serve(ApiKey.LEAVE_GROUP, () -> new LeaveGroupHandler(groups))
                .serve(ApiKey.OFFSET_COMMIT, () -> new OffsetCommitHandler(groups, image))
                .serve(ApiKey.OFFSET_FETCH, () -> new OffsetFetchHandler(groups, image))
                .serve(ApiKey.OFFSET_DELETE, () -> new OffsetDeleteHandler(groups, image))
                .serve(ApiKey.DESCRIBE_GROUPS, () -> new DescribeGroupsHandler(groups))
                .serve(ApiKey.LIST_GROUPS, () -> new ListGroupsHandler(groups))
                .serve(ApiKey.DELETE_GROUPS, () -> new DeleteGroupsHandler(groups));
    }
}
