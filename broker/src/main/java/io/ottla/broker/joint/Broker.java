package io.ottla.broker.joint;

import io.ottla.base.Clock;
import io.ottla.broker.cluster.ClusterMembership;
import io.ottla.broker.cluster.Membership;
import io.ottla.broker.config.BrokerConfig;
import io.ottla.broker.config.DefinedConfigRules;
import io.ottla.broker.config.Listener;
import io.ottla.broker.config.LiveConfig;
import io.ottla.broker.net.IoLoops;
import io.ottla.broker.net.Network;
import io.ottla.broker.quota.ClientQuotas;
import io.ottla.broker.quota.ConnectionRates;
import io.ottla.broker.quota.Windows;
import io.ottla.coordinator.group.GroupCoordinators;
import io.ottla.log.LogDir;
import io.ottla.log.LogDirs;
import io.ottla.log.background.BackgroundThreads;
import io.ottla.log.background.BackgroundWork;
import io.ottla.log.disk.Disk;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.controller.Controller;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.replication.controller.Rules;
import io.ottla.replication.controller.request.Registration;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.image.ImageDelta;
import io.ottla.replication.metadata.Bootstrap;
import io.ottla.replication.partition.Partitions;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A whole broker, with its controller, in this process. Started and stopped once each. */
public final class Broker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Broker.class);
    private static final int FLUSH_THREADS = 8;
    private static final int READ_THREADS = 2;
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(30);

    private final BrokerConfig config;
    private final Environment environment;
    private final Clock clock = Clock.system();
    private final Random random = SystemRandom.create();
    /** Of this run of the process. */
    private final Uuid incarnation = Uuid.random(random);

    private final IoLoops loops;
    private final BackgroundThreads background;
    private final ClusterIdentity identity;
    private final LogDirs dirs;
    private final ControlPlane control;
    private final Partitions partitions;
    private final Membership membership;
    private final CordonedDirs cordoned;
    private final GroupCoordinators groups;
    private final Network network;
    private final Doors doors;
    private final Listening listening;
    private final CompletableFuture<Optional<String>> joined = new CompletableFuture<>();

    /** The doors of its rooms, for those who share the process with it. */
    public record Doors(ControllerRef controller, CommittedImage image, Partitions partitions) {}

    private Broker(BrokerConfig config, Environment environment, IoLoops loops, BackgroundThreads background)
            throws IOException {
        this.config = config;
        this.environment = environment;
        this.loops = loops;
        this.background = background;
        refuseUnserved(config, environment.disk());
        var disk = environment.disk();
        var connectionRates = new ConnectionRates(
                clock, quotaWindows(config, ""), task -> background.execute(BackgroundWork.Lane.READ, task));
        network = new Network(loops, clock, config.network(), connectionRates, environment.buffers());
        identity = ClusterIdentity.establish(disk, config.logDirs(), config.metadataLogDir(), config.nodeId(), random);
        var bootstrap = Bootstrap.read(disk, config.metadataLogDir());
        dirs = LogDirs.start(
                config.logDirs(),
                StorageSettingsOf.config(config, identity.clusterId()),
                new LogDirs.World(disk, clock, random, background, loops.home()),
                this::onDirectoryFailed);
        control = control();
        var live = new LiveConfig(config);
        var image = new CommittedImage();
        partitions = new Partitions(new Partitions.World(
                config.nodeId(),
                dirs,
                disk,
                background,
                List.copyOf(loops.all()),
                loops.home(),
                clock,
                live,
                pace(config),
                control.replication(this::brokerEpoch, image)));
        image.follow(live);
        image.follow(partitions);
        var configRules = new DefinedConfigRules(live);
        var rules = rules(configRules, bootstrap);
        var controller = new Controller(
                new Controller.World(config.nodeId(), loops.home(), control.log(), image),
                rules,
                control.watch(),
                this::fail);
        membership = control.membership(controller.ref(), image, events());
        image.follow(connectionRates);
        var quotas = new ClientQuotas(clock, quotaWindows(config, ""), quotaWindows(config, "controller."));
        image.follow(quotas);
        cordoned = new CordonedDirs(config.nodeId(), dirs, live, controller.ref());
        image.follow(cordoned);
        image.follow(this::joinAgain);
        groups = GroupServices.coordinators(world(), image, partitions, config);
        image.follow(groups);
        var services = new Services(
                world(),
                new Services.Rooms(
                        live,
                        configRules,
                        image,
                        controller.ref(),
                        control.port(controller.ref()),
                        partitions,
                        groups,
                        membership,
                        quotas,
                        control.quorum(image)));
        doors = new Doors(controller.ref(), image, partitions);
        listening = listen(services, controller, image);
        live.watch((before, after) -> onChanged(before, after, image));
        loops.home().execute(() -> begin(controller, image));
    }

    private Rules rules(DefinedConfigRules configRules, List<MetadataChange> bootstrap) {
        return new Rules(
                identity.clusterId(),
                config.topicCreation().partitions(),
                config.topicCreation().replicationFactor(),
                configRules,
                FreshCluster.beginning(bootstrap, config),
                random);
    }

    /** Whoever unregistered this broker did not know that it is alive. */
    private void joinAgain(ImageDelta delta) {
        var before = delta.before().nodes().broker(config.nodeId());
        if (before != null && delta.after().nodes().broker(config.nodeId()) == null) {
            log.warn("This broker was unregistered, and joins again");
            membership.join(registration(delta.after()));
        }
    }

    private static void refuseUnserved(BrokerConfig config, Disk disk) throws IOException {
        if (!config.quorum().isAlone()) {
            ClusterIdentity.refuseUnformatted(disk, config.logDirs());
        }
        for (var listener : config.network().listeners()) {
            Listening.refuseUnserved(listener);
        }
    }

    /** If it cannot be had, the directories are given back. */
    private ControlPlane control() throws IOException {
        try {
            return config.quorum().isAlone()
                    ? new AloneControl(world(), config)
                    : new ClusterControl(world(), config, loops, network.allocator());
        } catch (IOException | RuntimeException e) {
            var closed = new CompletableFuture<Void>();
            dirs.close(() -> closed.complete(null));
            await(closed);
            throw e;
        }
    }

    /** If an address cannot be had, everything is given back. */
    private Listening listen(Services services, Controller controller, CommittedImage image) throws IOException {
        try {
            var dispatcher = services.dispatcher();
            var requests = environment.requests().apply(dispatcher);
            var clients = new Listening(
                    network, clientListeners(config), control.forClients(requests, dispatcher, controller.ref()));
            control.takePart(new ControlPlane.Joint(network, services, partitions, image, this::brokerEpoch));
            return clients;
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private static void await(CompletableFuture<Void> closed) {
        try {
            closed.get(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.error("Not everything could be written down within {}", LONGEST_CLOSE, e);
        }
    }

    private long brokerEpoch() {
        return membership.epoch();
    }

    private ClusterMembership.Events events() {
        return new ClusterMembership.Events(
                () -> joined.complete(Optional.empty()), this::refused, this::uncommonDirectories);
    }

    private ClusterMembership.Directories uncommonDirectories() {
        var offline = dirs.directories().stream()
                .filter(directory -> !directory.isOnline())
                .map(LogDir::directoryId)
                .toList();
        return new ClusterMembership.Directories(offline, cordoned.toTell());
    }

    /** In a cluster of several nodes, clients have nothing to do with the listeners of controllers. */
    private static List<Listener> clientListeners(BrokerConfig config) {
        return config.network().listeners().stream()
                .filter(listener -> config.quorum().isAlone() || !listener.forControllers())
                .toList();
    }

    private World world() {
        return new World(
                identity.clusterId(),
                config.nodeId(),
                List.copyOf(loops.all()),
                loops.home(),
                background,
                environment.disk(),
                dirs,
                clock,
                random);
    }

    private void begin(Controller controller, CommittedImage image) {
        try {
            StorageSettingsOf.tell(config, dirs);
            controller.start();
            membership.join(registration(image.current()));
        } catch (RuntimeException defect) {
            log.error("The controller cannot start", defect);
            fail("the controller cannot start: " + defect);
        }
    }

    /**
     * Starts a broker and returns once it serves, in a process of its own.
     *
     * @param onFatal told, on some thread, that it cannot go on; it should then be stopped
     * @throws IOException if it cannot start; the message is for a person
     */
    public static Broker start(BrokerConfig config, Consumer<String> onFatal) throws IOException {
        return start(config, Environment.ofProcess(onFatal));
    }

    /**
     * Starts a broker and returns once it serves.
     *
     * @throws IOException if it cannot start; the message is for a person
     */
    public static Broker start(BrokerConfig config, Environment environment) throws IOException {
        var loops = IoLoops.start(config.network().ioLoops());
        var background = new BackgroundThreads(FLUSH_THREADS, READ_THREADS);
        Broker broker;
        try {
            broker = new Broker(config, environment, loops, background);
        } catch (IOException | RuntimeException e) {
            background.close();
            loops.close();
            throw e;
        }
        var refused = broker.awaitJoined();
        if (refused.isPresent()) {
            broker.close();
            throw new IOException(refused.get());
        }
        broker.groups.begin();
        broker.network.accept();
        return broker;
    }

    /** Waits until the cluster has taken this broker in; says why not if it has not. */
    private Optional<String> awaitJoined() {
        try {
            return joined.get(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return Optional.of("the controller has not answered within " + LONGEST_START);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while starting");
        }
    }

    /** The configuration is another one. On the home loop. */
    private void onChanged(BrokerConfig before, BrokerConfig after, CommittedImage image) {
        partitions.configureAll(image.current());
        StorageSettingsOf.tell(after, dirs);
        limitConnections(after);
        listen(before, after, image);
    }

    /** In the background, for hosts may have to be looked up. */
    private void limitConnections(BrokerConfig changed) {
        background.execute(BackgroundWork.Lane.READ, () -> {
            try {
                network.limit(changed.network().connections());
            } catch (UnknownHostException e) {
                log.error("The limits of connections stay as they are: {}", e.getMessage());
            }
        });
    }

    /** In the background, one change after the other, for an address may have to be looked up; then the cluster is told. */
    private void listen(BrokerConfig before, BrokerConfig after, CommittedImage image) {
        var wanted = clientListeners(after);
        if (!wanted.equals(clientListeners(before))) {
            background.execute(BackgroundWork.Lane.CLEANUP, () -> {
                if (listening.change(wanted)) {
                    loops.home().execute(() -> membership.join(registration(image.current())));
                }
            });
        }
    }

    private static Partitions.Pace pace(BrokerConfig config) {
        return new Partitions.Pace(
                Duration.ofMillis(config.longOf("replica.high.watermark.checkpoint.interval.ms")),
                Duration.ofMillis(config.longOf("log.retention.check.interval.ms")));
    }

    private static Windows quotaWindows(BrokerConfig config, String of) {
        return new Windows(
                config.intOf(of + "quota.window.num"),
                TimeUnit.SECONDS.toMillis(config.intOf(of + "quota.window.size.seconds")));
    }

    /** The epoch of before says that this broker stopped in order, so that its logs have lost nothing. */
    private Registration registration(ClusterImage image) {
        var before = image.nodes().broker(config.nodeId());
        return new Registration(
                config.nodeId(),
                identity.clusterId(),
                incarnation,
                listening.endpoints(),
                SupportedFeatures.registered(),
                config.rack().orElse(null),
                dirs.directories().stream().map(LogDir::directoryId).toList(),
                before != null && dirs.wasCleanShutdown() ? before.epoch() : -1);
    }

    /** Where each listener listens, as {@code NAME://host:port}. */
    public List<String> addresses() {
        return listening.addresses();
    }

    public String clusterId() {
        return identity.clusterId();
    }

    /** The log directories that were empty and have been formatted for this node. */
    public List<Path> formatted() {
        return identity.formatted();
    }

    public Doors doors() {
        return doors;
    }

    /** Reads and deletions go on there, also if it was the last one: that is how a full disk is emptied. */
    private void onDirectoryFailed(LogDir directory, boolean lastOne) {
        if (lastOne) {
            log.error(
                    "{} was the last log directory that worked: reads and deletions go on; make room and start again",
                    directory.path());
        }
    }

    /** The cluster does not take this broker in, or not any more. */
    private void refused(String why) {
        if (!joined.complete(Optional.of(why))) {
            environment.onFatal().accept(why);
        }
    }

    private void failToStart(String why) {
        joined.complete(Optional.of(why));
    }

    private void fail(String why) {
        failToStart(why);
        environment.onFatal().accept(why);
    }

    /** Stops: accepts no more, answers what is under way, writes everything down, ends the threads. */
    @Override
    public void close() {
        try {
            var left = new CompletableFuture<Void>();
            loops.home().execute(() -> membership.leave(() -> left.complete(null)));
            await(left);
            groups.giveUp();
            network.drain(environment.drain());
            var closed = new CompletableFuture<Void>();
            loops.home()
                    .execute(() -> control.log().close(() -> {
                        control.close();
                        partitions.close(membership.epoch(), () -> closed.complete(null));
                    }));
            await(closed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        background.close();
        network.close();
        loops.close();
    }
}
