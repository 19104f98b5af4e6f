package io.ottla.replication.controller;

import io.ottla.base.Clock;
import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.replication.change.Changes;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.controller.request.Heartbeat;
import io.ottla.replication.controller.request.HeartbeatReply;
import io.ottla.replication.controller.request.Registered;
import io.ottla.replication.controller.request.Registration;
import io.ottla.replication.controller.session.Pace;
import io.ottla.replication.controller.session.Witness;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.CommittedImage;
import io.ottla.replication.image.ImageDelta;
import io.ottla.replication.image.LogPosition;
import io.ottla.replication.image.Touched;
import io.ottla.replication.metadata.MetadataLog;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decide, append, apply, reply at commit. Holds two images: what is committed, which everybody may see, and what has been appended,
 * on which the next decision is made. Lives on its loop.
 *
 * <pre>
 *   question -> decide(appended image) -> append -> apply -> [parked] -> committed -> image shown -> reply
 * </pre>
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class Controller implements MetadataLog.Listener {
    private static final int NOT_ACTIVE = -1;

    private final int nodeId;
    private final Loop loop;
    private final MetadataLog log;
    private final CommittedImage committed;
    private final Decisions decisions;
    private final List<MetadataChange> bootstrap;
    private final Consumer<String> onFailed;
    private final ArrayDeque<Parked> parked = new ArrayDeque<>();
    private ClusterImage appended = ClusterImage.EMPTY;
    private int epoch = NOT_ACTIVE;
    private long nextOffset;
    private volatile boolean isActive;
    /** Null on a node that has the cluster for itself: nobody's silence means anything there. */
    private final @Nullable Vigil vigil;

    /** What waits for the log to be committed up to {@code lastOffset}: a step of the image, or only an answer. */
    private record Parked(long lastOffset, Touched touched, ClusterImage after, Runnable reply, Runnable giveUp) {}

    /** What a controller needs of the world. */
    public record World(int nodeId, Loop loop, MetadataLog log, CommittedImage committed) {}

    /** What watching over brokers takes. */
    public record Watch(Clock clock, Pace pace, Witness witness) {}

    /**
     * The controller of this node; nothing happens before {@link #start}.
     *
     * @param onFailed told, on the loop, that the metadata log has failed: this node cannot go on
     */
    public Controller(World world, Rules rules, Consumer<String> onFailed) {
        this(world, rules, null, onFailed);
    }

    /**
     * The same for a cluster of several nodes, over whose brokers it watches while it is active.
     *
     * @param watch null if there is nobody to watch over
     */
    public Controller(World world, Rules rules, @Nullable Watch watch, Consumer<String> onFailed) {
        this.vigil = watch == null ? null : new Vigil(this, world.loop(), watch);
        this.nodeId = world.nodeId();
        this.loop = world.loop();
        this.log = world.log();
        this.committed = world.committed();
        this.decisions = rules.decisions();
        this.bootstrap = rules.beginning();
        this.onFailed = onFailed;
    }

    /** Follows the log from now on. On the loop. */
    public void start() {
        loop.assertInside();
        log.start(this);
    }

    /** The door to this controller. */
    public ControllerRef ref() {
        return new ControllerRef(this, loop);
    }

    int activeId() {
        return isActive ? nodeId : NOT_ACTIVE;
    }

    /** All that has been appended, committed or not. */
    ClusterImage newest() {
        return appended;
    }

    void register(Registration registration, CompletableFuture<Registered> answer) {
        run(
                (decisions, state) -> vigil == null
                        ? decisions.nodes().register(state, registration, false)
                        : vigil.register(decisions, state, registration),
                answer);
    }

    void heartbeat(Heartbeat heartbeat, CompletableFuture<HeartbeatReply> answer) {
        run(
                (decisions, state) -> vigil == null
                        ? decisions.nodes().heartbeat(state, heartbeat, true)
                        : vigil.heartbeat(decisions, state, heartbeat),
                answer);
    }

    void connectionBroke(int brokerId, long brokerEpoch) {
        BrokerImage broker = appended.nodes().broker(brokerId);
        boolean matters = isActive && broker != null && broker.epoch() == brokerEpoch && !broker.fenced();
        if (vigil != null && broker != null && matters) {
            vigil.connectionBroke(broker);
        }
    }

    <R> void run(BiFunction<Decisions, State, Decision<R>> question, CompletableFuture<R> answer) {
        loop.assertInside();
        if (!isActive) {
            answer.completeExceptionally(new NotController());
            return;
        }
        Decision<R> decision;
        try {
            decision = question.apply(decisions, new State(appended, nextOffset));
        } catch (RuntimeException defect) {
            answer.completeExceptionally(defect); // whoever asked must not wait for ever
            throw defect;
        }
        Runnable reply = () -> answer.complete(decision.reply());
        Runnable giveUp = () -> answer.completeExceptionally(new NotController());
        if (decision.changes().isEmpty()) {
            parkAnswer(reply, giveUp);
        } else {
            append(decision.changes(), reply, giveUp);
        }
    }

    /** Nothing changes, but what was seen may not be committed yet. */
    private void parkAnswer(Runnable reply, Runnable giveUp) {
        Parked last = parked.peekLast();
        if (last == null) {
            reply.run();
        } else {
            parked.add(new Parked(last.lastOffset(), new Touched(), last.after(), reply, giveUp));
        }
    }

    private void append(List<MetadataChange> changes, Runnable reply, Runnable giveUp) {
        long lastOffset = log.append(epoch, changes);
        if (lastOffset == MetadataLog.REFUSED) {
            giveUp.run();
            return;
        }
        Touched touched = new Touched();
        appended = applied(appended, changes, touched);
        nextOffset = lastOffset + 1;
        parked.add(new Parked(lastOffset, touched, appended, reply, giveUp));
    }

    private static ClusterImage applied(ClusterImage image, List<MetadataChange> changes, Touched touched) {
        changes.forEach(change -> change.touch(touched));
        return Changes.apply(image, changes);
    }

    @Override
    public void onImage(ClusterImage image) {
        appended = image;
        committed.advance(Touched.everything(committed.current(), image));
    }

    @Override
    public void onCommitted(MetadataLog.Batch batch) {
        LogPosition position = batch.position();
        long lastOffset = position.endOffset() - 1;
        Parked mine = parked.peek();
        if (mine != null && mine.lastOffset() == lastOffset) {
            show(mine.touched(), mine.after().at(position));
        } else {
            Touched touched = new Touched();
            show(touched, applied(committed.current(), batch.changes(), touched).at(position));
            if (!isActive) {
                appended = committed.current();
            }
        }
        while (!parked.isEmpty() && parked.element().lastOffset() <= lastOffset) {
            parked.remove().reply().run();
        }
        log.mayForget(committed.current());
    }

    private void show(Touched touched, ClusterImage after) {
        ImageDelta delta = touched.between(committed.current(), after);
        committed.advance(delta);
    }

    @Override
    public void onLeader(int newEpoch, long newNextOffset) {
        epoch = newEpoch;
        nextOffset = newNextOffset;
        isActive = true;
        if (appended.features().isEmpty() && !bootstrap.isEmpty()) {
            append(bootstrap, () -> {}, () -> {});
        }
        if (vigil != null) {
            vigil.begin(appended, nodeId);
        }
    }

    @Override
    public void onResigned() {
        isActive = false;
        epoch = NOT_ACTIVE;
        if (vigil != null) {
            vigil.end();
        }
        appended = committed.current();
        List<Parked> all = List.copyOf(parked);
        parked.clear();
        all.forEach(one -> one.giveUp().run());
    }

    @Override
    public void onFailed(String why) {
        onResigned();
        onFailed.accept(why);
    }

    /** Closes the log; {@code onLoop} runs once it is closed. On the loop. */
    public void close(Runnable onLoop) {
        loop.assertInside();
        log.close(onLoop);
    }
}
