package io.ottla.broker.handler.data;

import io.ottla.base.Loop;
import io.ottla.replication.peer.Answer;
import io.ottla.replication.peer.Peer;
import io.ottla.replication.peer.PeerFailure;
import io.ottla.replication.peer.Peers;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.message.cluster.AlterPartition;
import io.ottla.wire.message.data.Fetch;
import io.ottla.wire.message.data.ListOffsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What lies between the nodes of a {@link ReplicaCluster}: every message takes its time, in order for each connection and direction;
 * connections break with what is under way; a line that is cut swallows what is sent.
 */
final class ReplicaNetwork {
    static final int CONTROLLER = 0;

    private final ReplicaCluster cluster;
    private final Set<List<Integer>> cuts = new HashSet<>();
    private final List<Line> lines = new ArrayList<>();

    ReplicaNetwork(ReplicaCluster cluster) {
        this.cluster = cluster;
    }

    Peers from(ReplicaNode node) {
        return (host, port, loop, name) -> new Line(node, port, loop);
    }

    Peer controller(ReplicaNode node, Loop loop) {
        return new Line(node, CONTROLLER, loop);
    }

    void cut(int one, int other) {
        cuts.add(List.of(one, other));
    }

    void heal() {
        cuts.clear();
    }

    /** Breaks all connections between two nodes; what was asked is not answered. */
    void reset(int one, int other) {
        for (Line line : List.copyOf(lines)) {
            if ((line.from.id == one && line.to == other) || (line.from.id == other && line.to == one)) {
                line.snap();
            }
        }
    }

    void died(int id) {
        for (Line line : List.copyOf(lines)) {
            if (line.to == id) {
                line.snap();
            }
        }
        lines.removeIf(line -> line.from.isDead());
    }

    private final class Line implements Peer {
        private final ReplicaNode from;
        private final int to;
        private final Loop loop;
        private final Map<Long, Consumer<PeerFailure>> open = new HashMap<>();
        private @Nullable ReplicaNode served;
        private ReplicaNode.@Nullable Connection connection;
        private int generation;
        private long questions;
        private long lastThere;
        private long lastBack;
        private long answered;
        private final Map<Long, Runnable> early = new HashMap<>();
        private boolean closed;

        Line(ReplicaNode from, int to, Loop loop) {
            this.from = from;
            this.to = to;
            this.loop = loop;
            lines.add(this);
        }

        void snap() {
            generation++;
            connection = null;
            served = null;
            early.clear();
            answered = questions;
            List<Consumer<PeerFailure>> all = List.copyOf(open.values());
            open.clear();
            loop.execute(() -> all.forEach(answer -> answer.accept(PeerFailure.UNREACHABLE)));
        }

        private boolean isCut() {
            return cuts.contains(List.of(from.id, to));
        }

        @Override
        public <Q extends ApiRequest<R>, R> void ask(Q request, Duration patience, Answer<R> answer) {
            long number = ++questions;
            int now = generation;
            open.put(number, answer::failed);
            if (closed) {
                snap();
                return;
            }
            loop.schedule(patience, () -> {
                if (open.containsKey(number)) {
                    var all = open.remove(number);
                    if (now == generation) {
                        snap();
                    }
                    all.accept(PeerFailure.TIMED_OUT);
                }
            });
            lastThere = Math.max(lastThere, cluster.nanos() + cluster.delayNanos());
            cluster.world.schedule(Duration.ofNanos(lastThere - cluster.nanos()), () -> {
                if (now == generation && !isCut() && !from.isDead()) {
                    serve(
                            request,
                            response -> back(number, now, () -> {
                                if (open.remove(number) != null) {
                                    @SuppressWarnings("unchecked")
                                    R typed = (R) response;
                                    answer.answered(typed, Answer.Frame.UNMANAGED);
                                }
                            }));
                }
            });
        }

        /** Answers leave in the order of the questions. */
        private void back(long number, int then, Runnable deliver) {
            cluster.world.execute(() -> {
                if (then != generation) {
                    return;
                }
                early.put(number, deliver);
                for (Runnable next = early.remove(answered + 1); next != null; next = early.remove(answered + 1)) {
                    answered++;
                    Runnable it = next;
                    lastBack = Math.max(lastBack, cluster.nanos() + cluster.delayNanos());
                    cluster.world.schedule(Duration.ofNanos(lastBack - cluster.nanos()), () -> {
                        if (then == generation && !isCut()) {
                            loop.execute(it);
                        }
                    });
                }
            });
        }

        private void serve(Object request, Consumer<Object> reply) {
            if (to == CONTROLLER) {
                cluster.controller.alter((AlterPartition.Request) request, reply::accept);
                return;
            }
            ReplicaNode node = cluster.node(to);
            if (node == null || node.isDead() || (served != null && served != node)) {
                snap();
                return;
            }
            ReplicaNode.Connection known = connection == null ? node.new Connection() : connection;
            connection = known;
            served = node;
            if (request instanceof Fetch.Request fetch) {
                known.fetch(fetch, reply::accept);
            } else if (request instanceof ListOffsets.Request list) {
                known.listOffsets(list, reply::accept);
            } else {
                throw new AssertionError("who asks " + request);
            }
        }

        @Override
        public void close() {
            closed = true;
            snap();
            lines.remove(this);
        }
    }
}
