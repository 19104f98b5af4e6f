package io.ottla.broker.joint;

import io.ottla.broker.cluster.ClusterMembership.Events;
import io.ottla.broker.cluster.Membership;
import io.ottla.broker.config.BrokerConfig;
import io.ottla.broker.handler.ControllerPort;
import io.ottla.broker.handler.Dispatcher;
import io.ottla.broker.handler.raft.DescribeQuorumHandler;
import io.ottla.broker.net.FrameHandler;
import io.ottla.log.LogDir;
import io.ottla.replication.controller.Controller;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.metadata.MetadataLog;
import io.ottla.replication.metadata.StandaloneMetadataLog;
import io.ottla.replication.metadata.StandaloneMetadataLog.SnapshotPolicy;
import io.ottla.replication.partition.Partitions;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A node that is alone: the log is a file here, and the controller is always in this process. */
final class AloneControl implements ControlPlane {
    private static final String METADATA_DIRECTORY = "__cluster_metadata-0";

    private final World world;
    private final Path metadataDir;
    private final StandaloneMetadataLog log;

    AloneControl(World world, BrokerConfig config) throws IOException {
        this.world = world;
        metadataDir = config.metadataLogDir();
        log = StandaloneMetadataLog.open(
                metadataDir.resolve(METADATA_DIRECTORY),
                new StandaloneMetadataLog.World(
                        world.nodeId(), world.home(), world.background(), world.clock(), world.disk()),
                new SnapshotPolicy(
                        config.longOf("metadata.log.max.record.bytes.between.snapshots"),
                        config.longOf("metadata.log.max.snapshot.interval.ms")));
    }

    @Override
    public MetadataLog log() {
        return log;
    }

    @Override
    public Membership membership(ControllerRef controller, CommittedImage image, Events events) {
        return new LocalMembership(controller, world.home(), events.onMember(), events.onRefused());
    }

    @Override
    public ControllerPort port(ControllerRef controller) {
        return ControllerPort.local(controller);
    }

    @Override
    public FrameHandler forClients(FrameHandler next, Dispatcher dispatcher, ControllerRef controller) {
        return next;
    }

    @Override
    public Partitions.Replication replication(LongSupplier brokerEpoch, CommittedImage image) {
        return Partitions.Replication.none();
    }

    /** This node votes alone, leads and has everything. It listens to no other controller. */
    @Override
    public DescribeQuorumHandler.Quorum quorum(CommittedImage image) {
        return () -> {
            var position = image.current().position();
            long nowMs = world.clock().wallMs();
            var self = new DescribeQuorumHandler.Voter(
                    world.nodeId(), directoryId(), position.endOffset(), nowMs, nowMs, List.of());
            return CompletableFuture.completedFuture(new DescribeQuorumHandler.Described(
                    world.nodeId(), position.epoch(), position.endOffset(), List.of(self)));
        };
    }

    /** Of the directory the metadata log is in. */
    private Uuid directoryId() {
        return world.dirs().directories().stream()
                .filter(directory -> directory.path().equals(metadataDir))
                .map(LogDir::directoryId)
                .findFirst()
                .orElse(Uuid.ZERO);
    }

    @Override
    public Controller.@Nullable Watch watch() {
        return null;
    }

    @Override
    public void takePart(Joint joint) {}

    @Override
    public void close() {}
}
