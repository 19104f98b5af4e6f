package io.ottla.broker.joint;

import io.ottla.broker.cluster.ClusterMembership.Events;
import io.ottla.broker.cluster.Membership;
import io.ottla.broker.handler.ControllerPort;
import io.ottla.broker.handler.Dispatcher;
import io.ottla.broker.handler.raft.DescribeQuorumHandler;
import io.ottla.broker.net.FrameHandler;
import io.ottla.broker.net.Network;
import io.ottla.replication.controller.Controller;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.metadata.MetadataLog;
import io.ottla.replication.partition.Partitions;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a node that is alone and a node of several do differently: where the metadata log is kept, how the broker is part of the cluster, how
 * the controller is reached. Made and used by the thread that starts the broker, before anything is served.
 */
interface ControlPlane {
    /** The metadata log of this node. */
    MetadataLog log();

    /** How this broker joins, stays and leaves. */
    Membership membership(ControllerRef controller, CommittedImage image, Events events);

    /** The controller, for what the broker itself wants of it. */
    ControllerPort port(ControllerRef controller);

    /** Who takes requests of clients: the dispatcher itself, or somebody before it. */
    FrameHandler forClients(FrameHandler next, Dispatcher dispatcher, ControllerRef controller);

    /** How partitions here are kept together with those elsewhere. */
    Partitions.Replication replication(LongSupplier brokerEpoch, CommittedImage image);

    /** How the voters stand; asked on any thread. */
    DescribeQuorumHandler.Quorum quorum(CommittedImage image);

    /** What the controller needs to watch over the brokers; null if there is none but this one. */
    Controller.@Nullable Watch watch();

    /** From now on this node takes part: it listens to other nodes, and follows those that lead its partitions. */
    void takePart(Joint joint) throws IOException;

    /** Asks nobody anything any more; the log is closed. On the home loop. */
    void close();

    /** What was made in the meantime. */
    record Joint(
            Network network,
            Services services,
            Partitions partitions,
            CommittedImage image,
            LongSupplier brokerEpoch) {}
}
