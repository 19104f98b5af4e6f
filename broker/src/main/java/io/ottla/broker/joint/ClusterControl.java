package io.ottla.broker.joint;

import io.netty.buffer.ByteBufAllocator;
import io.ottla.broker.cluster.ActiveController;
import io.ottla.broker.cluster.ClusterController;
import io.ottla.broker.cluster.ClusterMembership;
import io.ottla.broker.cluster.ClusterMembership.Events;
import io.ottla.broker.cluster.Forwarding;
import io.ottla.broker.cluster.Membership;
import io.ottla.broker.config.BrokerConfig;
import io.ottla.broker.config.Listener;
import io.ottla.broker.config.QuorumSettings.Voter;
import io.ottla.broker.handler.ControllerPort;
import io.ottla.broker.handler.Dispatcher;
import io.ottla.broker.handler.raft.DescribeQuorumHandler;
import io.ottla.broker.net.FrameHandler;
import io.ottla.broker.net.IoLoops;
import io.ottla.broker.peer.Means;
import io.ottla.broker.peer.NettyPeers;
import io.ottla.broker.peer.RaftDoor;
import io.ottla.broker.peer.RaftLinks;
import io.ottla.broker.quota.ReplicationThrottle;
import io.ottla.log.background.BackgroundWork;
import io.ottla.quorum.QuorumSettings;
import io.ottla.quorum.QuorumView;
import io.ottla.quorum.RatisMetadataLog;
import io.ottla.replication.controller.Controller;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.controller.session.Pace;
import io.ottla.replication.controller.session.PeerWitness;
import io.ottla.replication.follower.Followers;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.insync.ControllerProposals;
import io.ottla.replication.insync.Living;
import io.ottla.replication.metadata.MetadataLog;
import io.ottla.replication.partition.Partitions;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.raft.DescribeQuorum;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A node of a cluster of several: the log is agreed on by a majority of the controllers, and the active one may be anywhere. */
final class ClusterControl implements ControlPlane {
    private static final String METADATA_DIRECTORY = "__cluster_metadata-0";
    /** How long it takes at most to see whether a broker is there. */
    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final World world;
    private final BrokerConfig config;
    private final NettyPeers peers;
    private final ActiveController active;
    private final RaftLinks links;
    private final RatisMetadataLog quorum;
    private final MetadataLog log;
    private @Nullable Followers followers;

    ClusterControl(World world, BrokerConfig config, IoLoops loops, ByteBufAllocator allocator) throws IOException {
        this.world = world;
        this.config = config;
        Means means = new Means(
                loops,
                allocator,
                "node-" + world.nodeId(),
                task -> world.background().execute(BackgroundWork.Lane.READ, task));
        peers = new NettyPeers(means);
        List<Voter> voters = config.quorum().voters();
        active = new ActiveController(world.home(), this::onGone);
        for (Voter voter : voters) {
            active.add(voter.nodeId(), peers.watched(at(voter), loops.home(), active.watcher(voter.nodeId())));
        }
        links = new RaftLinks(
                voters.stream()
                        .filter(voter -> voter.nodeId() != world.nodeId())
                        .map(ClusterControl::at)
                        .toList(),
                loops.home(),
                means,
                world.clusterId(),
                ms("controller.quorum.request.timeout.ms"));
        quorum = RatisMetadataLog.open(
                new RatisMetadataLog.World(
                        world.nodeId(),
                        Uuid.parse(world.clusterId()),
                        config.metadataLogDir().resolve(METADATA_DIRECTORY),
                        world.home(),
                        world.clock(),
                        world.disk(),
                        links::send),
                voters.stream().map(Voter::nodeId).toList(),
                settings());
        log = new OverheardLog(quorum, active::leads);
    }

    private static NettyPeers.Controller at(Voter voter) {
        return new NettyPeers.Controller(voter.nodeId(), voter.host(), voter.port());
    }

    private void onGone(int leader) {
        quorum.gone(leader);
    }

    @Override
    public DescribeQuorumHandler.Quorum quorum(CommittedImage image) {
        return () -> quorum.describe()
                .thenApply(view -> new DescribeQuorumHandler.Described(
                        view.leaderId(),
                        view.epoch(),
                        view.highWatermark(),
                        view.voters().stream().map(this::voter).toList()));
    }

    private DescribeQuorumHandler.Voter voter(QuorumView.Member member) {
        return new DescribeQuorumHandler.Voter(
                member.nodeId(),
                Uuid.ZERO,
                member.endOffset(),
                member.lastFetchMs(),
                member.lastCaughtUpMs(),
                config.quorum().voters().stream()
                        .filter(voter -> voter.nodeId() == member.nodeId())
                        .map(voter -> new DescribeQuorum.Listener(listenerName(), voter.host(), voter.port()))
                        .toList());
    }

    private String listenerName() {
        return config.list("controller.listener.names").get(0);
    }

    private QuorumSettings settings() {
        QuorumSettings usual = QuorumSettings.defaults();
        return new QuorumSettings(
                ms("controller.quorum.election.timeout.ms"),
                ms("controller.quorum.fetch.timeout.ms"),
                ms("controller.quorum.request.timeout.ms"),
                config.longOf("metadata.log.max.record.bytes.between.snapshots"),
                ms("metadata.log.max.snapshot.interval.ms"),
                usual.segmentBytes(),
                usual.keptEntries());
    }

    private Duration ms(String setting) {
        return Duration.ofMillis(config.longOf(setting));
    }

    @Override
    public MetadataLog log() {
        return log;
    }

    @Override
    public Membership membership(ControllerRef controller, CommittedImage image, Events events) {
        var pace = new ClusterMembership.Pace(ms("broker.heartbeat.interval.ms"), ms("broker.session.timeout.ms"));
        return new ClusterMembership(active, world.home(), image, pace, events);
    }

    @Override
    public ControllerPort port(ControllerRef controller) {
        return new ClusterController(active, world.home());
    }

    @Override
    public FrameHandler forClients(FrameHandler next, Dispatcher dispatcher, ControllerRef controller) {
        return new Forwarding(next, dispatcher, active, () -> controller.activeId() == world.nodeId(), world.home());
    }

    @Override
    public Partitions.Replication replication(LongSupplier brokerEpoch, CommittedImage image) {
        return new Partitions.Replication(
                brokerEpoch,
                ms("replica.lag.time.max.ms"),
                new Living(image),
                new ControllerProposals(world.home(), active, world.nodeId(), brokerEpoch));
    }

    @Override
    public void takePart(Joint joint) throws IOException {
        FrameHandler nodes = new RaftDoor(joint.services().forNodes(), world.clusterId(), quorum.service()::handle);
        List<Listener> listeners = config.network().listeners().stream()
                .filter(Listener::forControllers)
                .toList();
        joint.network().bind(listeners, nodes);
        listeners.forEach(listener -> joint.network().accept(listener.name()));
        followers = new Followers(new Followers.World(
                world.nodeId(),
                joint.brokerEpoch(),
                config.quorum().betweenBrokers(),
                joint.partitions(),
                peers,
                world.loops(),
                world.clock(),
                FetcherSettingsOf.config(config),
                joint.services().throttle(ReplicationThrottle.Side.FOLLOWER)));
        joint.image().follow(followers);
    }

    @Override
    public Controller.Watch watch() {
        var pace = new Pace(
                ms("broker.session.timeout.ms"),
                ms("broker.heartbeat.interval.ms").multipliedBy(3).dividedBy(2),
                config.flag("auto.leader.rebalance.enable")
                        ? Duration.ofSeconds(config.longOf("leader.imbalance.check.interval.seconds"))
                        : Duration.ZERO,
                ms("unclean.leader.election.interval.ms"));
        return new Controller.Watch(
                world.clock(),
                pace,
                new PeerWitness(peers, world.home(), config.quorum().betweenBrokers(), GLANCE));
    }

    @Override
    public void close() {
        world.home().assertInside();
        Followers following = followers;
        if (following != null) {
            following.close();
        }
        active.close();
        links.close();
    }
}
