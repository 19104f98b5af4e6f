package io.ottla.broker.joint;

import io.ottla.broker.cluster.ClusterMembership.Events;
import io.ottla.broker.cluster.Membership;
import io.ottla.broker.config.BrokerConfig;
import io.ottla.broker.handler.ControllerPort;
import io.ottla.broker.handler.Dispatcher;
import io.ottla.broker.net.FrameHandler;
import io.ottla.replication.controller.Controller;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.metadata.MetadataLog;
import io.ottla.replication.metadata.StandaloneMetadataLog;
import io.ottla.replication.metadata.StandaloneMetadataLog.SnapshotPolicy;
import io.ottla.replication.partition.Partitions;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A node that is alone: the log is a file here, and the controller is always in this process. */
final class AloneControl implements ControlPlane {
    private static final String METADATA_DIRECTORY = "__cluster_metadata-0";

    private final World world;
    private final StandaloneMetadataLog log;

    AloneControl(World world, BrokerConfig config) throws IOException {
        this.world = world;
        log = StandaloneMetadataLog.open(
                config.metadataLogDir().resolve(METADATA_DIRECTORY),
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

    @Override
    public Controller.@Nullable Watch watch() {
        return null;
    }

    @Override
    public void takePart(Joint joint) {}

    @Override
    public void close() {}
}
