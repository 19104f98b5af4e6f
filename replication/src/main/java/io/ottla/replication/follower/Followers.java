package io.ottla.replication.follower;

import io.ottla.base.Clock;
import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.Endpoint;
import io.ottla.replication.image.ImageDelta;
import io.ottla.replication.image.ImageFollower;
import io.ottla.replication.image.PartitionImage;
import io.ottla.replication.image.TopicImage;
import io.ottla.replication.partition.PartitionRef;
import io.ottla.replication.partition.Partitions;
import io.ottla.replication.peer.Peers;
import io.ottla.wire.Uuid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Says which partitions are fetched from which leader, in line with the committed image: it follows the image behind
 * {@link Partitions}. Lives on the home loop. There is a fetcher where something is to be fetched, and nothing where nothing is.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class Followers implements ImageFollower {
    private final World world;
    private final Map<Uuid, Map<Integer, Assignment>> assigned = new HashMap<>();
    private final Map<Lane, Line> lines = new HashMap<>();
    private boolean isClosed;

    /**
     * What it needs of the broker.
     *
     * @param brokerEpoch under which this process is registered; any thread
     * @param listener inter.broker.listener.name: where leaders are reached
     * @param loops which fetchers may live on
     * @param throttle follower.replication.throttled.rate
     */
    public record World(
            int brokerId,
            LongSupplier brokerEpoch,
            String listener,
            Partitions partitions,
            Peers peers,
            List<Loop> loops,
            Clock clock,
            FetcherSettings settings,
            Throttle throttle) {}

    /** Which fetcher: of those for one leader. */
    private record Lane(int leader, int index) {}

    /** Whom a partition follows. The line is null while it is not known where the leader is. */
    private record Assignment(
            int leader, int leaderEpoch, @Nullable Line line) {}

    /** A fetcher, and what it is to be told. */
    private static final class Line {
        private final Lane lane;
        private final Endpoint endpoint;
        private final Fetcher fetcher;
        private int count;
        private List<Followed> added = new ArrayList<>(0);
        private List<Place> removed = new ArrayList<>(0);

        Line(Lane lane, Endpoint endpoint, Fetcher fetcher) {
            this.lane = lane;
            this.endpoint = endpoint;
            this.fetcher = fetcher;
        }
    }

    public Followers(World world) {
        this.world = world;
    }

    @Override
    public void onImage(ImageDelta delta) {
        if (isClosed) {
            return;
        }
        if (delta.nodes()) {
            findLeadersAnew(delta.after());
        }
        for (Uuid topicId : delta.topics()) {
            follow(topicId, delta.after().topics().byId(topicId), delta.after());
        }
        tell();
    }

    /** Fetches nothing any more. On the home loop. */
    public void close() {
        isClosed = true;
        assigned.clear();
        lines.values().forEach(line -> line.fetcher.loop().execute(line.fetcher::close));
        lines.clear();
    }

    private void findLeadersAnew(ClusterImage image) {
        List<Place> moved = new ArrayList<>(0);
        assigned.forEach((topicId, byIndex) -> byIndex.forEach((index, assignment) -> {
            Endpoint now = endpoint(assignment.leader(), image);
            Endpoint before = assignment.line() == null ? null : assignment.line().endpoint;
            if (now == null ? before != null : !now.equals(before)) {
                moved.add(new Place(topicId, index));
            }
        }));
        for (Place place : moved) {
            take(place);
            TopicImage topic = image.topics().byId(place.topicId());
            PartitionImage partition = topic == null ? null : topic.partition(place.partition());
            if (partition != null && isToBeFollowed(partition)) {
                give(place, partition, image);
            }
        }
    }

    private @Nullable Endpoint endpoint(int leader, ClusterImage image) {
        BrokerImage broker = image.nodes().broker(leader);
        return broker == null ? null : broker.endpoint(world.listener());
    }

    private boolean isToBeFollowed(PartitionImage partition) {
        return partition.hasLeader() && partition.leader() != world.brokerId() && partition.isReplica(world.brokerId());
    }

    private void follow(Uuid topicId, @Nullable TopicImage topic, ClusterImage image) {
        Map<Integer, Assignment> before = assigned.getOrDefault(topicId, Map.of());
        int count = topic == null ? 0 : topic.partitionCount();
        for (int index : new ArrayList<>(before.keySet())) {
            if (index >= count) {
                take(new Place(topicId, index));
            }
        }
        for (int index = 0; index < count && topic != null; index++) {
            PartitionImage partition = topic.partitions().get(index);
            Assignment now = assigned.getOrDefault(topicId, Map.of()).get(index);
            boolean wanted = isToBeFollowed(partition);
            boolean same = wanted
                    && now != null
                    && now.leader() == partition.leader()
                    && now.leaderEpoch() == partition.leaderEpoch();
            if (same || (!wanted && now == null)) {
                continue;
            }
            Place place = new Place(topicId, index);
            take(place);
            if (wanted) {
                give(place, partition, image);
            }
        }
    }

    /** Nobody fetches this from where it was fetched until now. */
    private void take(Place place) {
        Map<Integer, Assignment> byIndex = assigned.get(place.topicId());
        Assignment before = byIndex == null ? null : byIndex.remove(place.partition());
        if (byIndex != null && byIndex.isEmpty()) {
            assigned.remove(place.topicId());
        }
        Line line = before == null ? null : before.line();
        if (line != null) {
            line.count--;
            line.removed.add(place);
        }
    }

    private void give(Place place, PartitionImage partition, ClusterImage image) {
        PartitionRef ref = world.partitions().find(place.topicId(), place.partition());
        if (ref == null) {
            return; // on its way out
        }
        Endpoint endpoint = endpoint(partition.leader(), image);
        Line line = endpoint == null ? null : line(place, partition.leader(), endpoint);
        if (line != null) {
            line.count++;
            line.added.add(new Followed(place, ref, partition.leaderEpoch()));
        }
        assigned.computeIfAbsent(place.topicId(), id -> new HashMap<>())
                .put(place.partition(), new Assignment(partition.leader(), partition.leaderEpoch(), line));
    }

    private Line line(Place place, int leader, Endpoint endpoint) {
        var lane = new Lane(
                leader, Math.floorMod(place.hashCode(), world.settings().fetchers()));
        Line known = lines.get(lane);
        if (known != null && known.endpoint.equals(endpoint)) {
            return known;
        }
        if (known != null) {
            close(known);
        }
        List<Loop> loops = world.loops();
        Loop loop = loops.get(Math.floorMod(leader + lane.index(), loops.size()));
        var name = "The leader on broker " + leader;
        var fetcher = new Fetcher(
                new Fetcher.World(
                        world.brokerId(),
                        world.brokerEpoch(),
                        loop,
                        world.clock(),
                        world.settings(),
                        world.throttle(),
                        name),
                world.peers().at(endpoint.host(), endpoint.port(), loop, "fetcher of broker " + leader));
        var line = new Line(lane, endpoint, fetcher);
        lines.put(lane, line);
        return line;
    }

    private static void close(Line line) {
        line.fetcher.loop().execute(line.fetcher::close);
    }

    /** One message to each fetcher that is concerned; who has nothing left to fetch goes. */
    private void tell() {
        for (Line line : new ArrayList<>(lines.values())) {
            if (line.count == 0) {
                lines.remove(line.lane);
                close(line);
            } else if (!line.added.isEmpty() || !line.removed.isEmpty()) {
                List<Followed> added = line.added;
                List<Place> removed = line.removed;
                line.added = new ArrayList<>(0);
                line.removed = new ArrayList<>(0);
                line.fetcher.loop().execute(() -> {
                    removed.forEach(line.fetcher::remove);
                    added.forEach(line.fetcher::add);
                });
            }
        }
    }

    /** For a person who looks into a stopped process: what is read here belongs to the fetchers' loops. */
    @Override
    public String toString() {
        List<Fetcher> fetchers = new ArrayList<>();
        lines.values().forEach(line -> fetchers.add(line.fetcher));
        return "Followers" + fetchers;
    }
}
