package io.ottla.replication.follower;

import io.ottla.base.Clock;
import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.log.EpochEnd;
import io.ottla.replication.partition.request.FollowOutcome;
import io.ottla.replication.partition.request.FollowStep;
import io.ottla.replication.peer.Answer;
import io.ottla.replication.peer.Peer;
import io.ottla.replication.peer.PeerFailure;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.codec.BytesPayload;
import io.ottla.wire.message.data.Fetch;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches many partitions from one leader. Lives on the loop of its {@link Peer}; the partitions live on theirs.
 *
 * <p>A fetch says that everything below its offset is held here, so the next one is sent when the records of the last answer are
 * written, and not before. Only what is new to the leader, such as a partition that has just come to be led there, does not wait for the
 * answer to a request that may be waiting there: it is sent behind it. What fails for one partition rests for a while; the others go on.
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class Fetcher {
    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);

    private static final int MOST_UNDER_WAY = 2;
    /** How long a partition waits that is catching up too fast. */
    private static final Duration HELD_BACK = Duration.ofMillis(100);

    private static final byte READ_UNCOMMITTED = 0;
    /** Since version 15 the replica's id is part of its state, and stands nowhere else. */
    private static final int SAID_BY_STATE = -1;

    private final World world;
    private final Peer leader;
    private final Map<Place, Followed> all = new LinkedHashMap<>();
    private final LeaderSession session;
    private final Resting resting;
    private final Rest rest = new Rest();
    private long requests;
    private int underWay;
    private int writing;
    private boolean hasNews;
    private boolean isPumping;
    private boolean pauses;
    private boolean isClosed;

    /** What a fetcher needs. */
    record World(
            int brokerId,
            LongSupplier brokerEpoch,
            Loop loop,
            Clock clock,
            FetcherSettings settings,
            Throttle throttle,
            String name) {}

    Fetcher(World world, Peer leader) {
        this.world = world;
        this.leader = leader;
        this.session = new LeaderSession(world.settings().partitionMaxBytes());
        this.resting = new Resting(world.loop(), world.clock(), this::wake);
    }

    Loop loop() {
        return world.loop();
    }

    void add(Followed one) {
        Followed before = all.put(one.place(), one);
        if (before != null) {
            session.forget(before);
        }
        begin(one);
    }

    void remove(Place place) {
        Followed gone = all.remove(place);
        if (gone != null) {
            session.forget(gone);
            gone.now(Followed.State.OUT);
        }
    }

    void close() {
        isClosed = true;
        all.clear();
        resting.close();
        leader.close();
    }

    private void begin(Followed one) {
        ask(one, new FollowStep.Begin(one.leaderEpoch()));
    }

    /** Has the partition take a step that may take long; it is not fetched meanwhile. */
    private void ask(Followed one, FollowStep step) {
        one.now(Followed.State.BUSY);
        session.forget(one);
        one.partition().follow(step, outcome -> {
            if (loop().isInside()) {
                done(one, outcome);
            } else {
                loop().execute(() -> done(one, outcome));
            }
        });
    }

    private void done(Followed one, FollowOutcome outcome) {
        if (all.get(one.place()) != one) {
            return;
        }
        if (outcome instanceof FollowOutcome.At at) {
            ready(one, at.position());
        } else if (outcome instanceof FollowOutcome.Refused no) {
            refused(one, no);
        }
        pumpSoon();
    }

    private void ready(Followed one, FollowStep.Position position) {
        if (!one.isInSession()) {
            hasNews = true;
        }
        one.now(Followed.State.READY);
        one.position(position);
        session.want(one);
    }

    private void refused(Followed one, FollowOutcome.Refused no) {
        LOG.debug("{} cannot be followed now: {} {}", one.partition(), no.error(), no.message());
        one.position(null);
        rest(one);
    }

    private void rest(Followed one) {
        one.now(Followed.State.RESTING);
        session.forget(one);
        resting.add(one, one.rest().next(world.settings().backoff()));
    }

    private void wake(List<Followed> rested) {
        for (Followed one : rested) {
            if (all.get(one.place()) == one && one.is(Followed.State.RESTING)) {
                FollowStep.Position position = one.position();
                if (position == null) {
                    begin(one);
                } else {
                    ready(one, position);
                }
            }
        }
        pumpSoon();
    }

    // ---- asking

    /** Looks at the end of the turn whether there is something to ask. */
    private void pumpSoon() {
        if (!isPumping) {
            isPumping = true;
            loop().execute(() -> {
                isPumping = false;
                pump();
            });
        }
    }

    private void pump() {
        if (isClosed || pauses || writing > 0 || all.isEmpty()) {
            return;
        }
        if (underWay == 0 || (underWay < MOST_UNDER_WAY && hasNews && session.isOpen())) {
            fetch();
        }
    }

    private void fetch() {
        if (session.epoch() == 0) {
            session.reset(all.values());
        }
        long number = ++requests;
        List<Fetch.Topic> topics = session.topics(number);
        if (topics.isEmpty() && (session.epoch() == 0 || all.values().stream().noneMatch(Followed::isInSession))) {
            session.reset(List.of()); // nothing can be fetched now: nothing is asked
            return;
        }
        FetcherSettings settings = world.settings();
        var request = new Fetch.Request(
                null,
                SAID_BY_STATE,
                new Fetch.ReplicaState(world.brokerId(), world.brokerEpoch().getAsLong()),
                (int) settings.maxWait().toMillis(),
                settings.minBytes(),
                settings.maxBytes(),
                READ_UNCOMMITTED,
                session.id(),
                session.epoch(),
                topics,
                session.forgottenTopics(),
                "");
        session.sent();
        hasNews = false;
        underWay++;
        int generation = session.generation();
        leader.ask(request, settings.patience().plus(settings.maxWait()), new Answer<>() {
            @Override
            public void answered(Fetch.Response response, Frame frame) {
                underWay--;
                take(number, generation, response, frame);
            }

            @Override
            public void failed(PeerFailure failure) {
                underWay--;
                if (!isClosed && generation == session.generation()) {
                    LOG.info("{} has not answered: {}", world.name(), failure);
                    startOver();
                }
            }
        });
    }

    /** Nothing is asked for a while; then everything anew. */
    private void startOver() {
        session.reset(all.values());
        pause(rest.next(world.settings().backoff()));
    }

    private void pause(Duration time) {
        if (!pauses) {
            pauses = true;
            loop().schedule(time, () -> {
                pauses = false;
                pump();
            });
        }
    }

    // ---- answers

    private void take(long number, int generation, Fetch.Response response, Answer.Frame frame) {
        if (isClosed) {
            return;
        }
        ErrorCode error = session.answered(generation, response);
        if (error != null) {
            LOG.info("{} ends the fetch session: {}", world.name(), error);
            startOver();
            return;
        }
        rest.over();
        if (response.throttleTimeMs() > 0) {
            pause(Duration.ofMillis(response.throttleTimeMs()));
        }
        var deliveries = new ArrayList<Delivery>(1);
        for (Fetch.TopicResponse topic : response.responses()) {
            for (Fetch.PartitionData data : topic.partitions()) {
                Followed one = all.get(new Place(topic.topicId(), data.partitionIndex()));
                if (one != null && one.is(Followed.State.READY) && one.askedWith() <= number) {
                    take(one, data, deliveries, frame);
                }
            }
        }
        if (!deliveries.isEmpty()) {
            deliver(deliveries, frame);
        }
        pumpSoon();
    }

    private void take(Followed one, Fetch.PartitionData data, List<Delivery> deliveries, Answer.Frame frame) {
        ErrorCode error = ErrorCode.of(data.errorCode());
        FollowStep.Position position = one.position();
        if (position == null) {
            return;
        }
        switch (error) {
            case NONE -> {
                one.rest().over();
                Fetch.EpochEndOffset parting = data.divergingEpoch();
                if (!parting.equals(Fetch.EpochEndOffset.NONE)) {
                    ask(
                            one,
                            new FollowStep.CutBack(
                                    one.leaderEpoch(), new EpochEnd(parting.epoch(), parting.endOffset())));
                } else if (isNews(data, position)) {
                    var step = new FollowStep.Take(
                            one.leaderEpoch(),
                            position.endOffset(),
                            records(data),
                            data.highWatermark(),
                            data.logStartOffset());
                    one.now(Followed.State.WRITING);
                    deliveryTo(one.partition().loop(), deliveries, frame).add(one, step);
                }
            }
            case OFFSET_OUT_OF_RANGE -> relocate(one);
            case FENCED_LEADER_EPOCH -> {
                one.now(Followed.State.OUT); // the metadata will say who leads in what epoch
                session.forget(one);
            }
            default -> {
                LOG.debug("{} refuses {}: {}", world.name(), one.partition(), error);
                rest(one);
            }
        }
    }

    private static boolean isNews(Fetch.PartitionData data, FollowStep.Position position) {
        var records = data.records();
        return (records != null && records.sizeInBytes() > 0)
                || Math.min(data.highWatermark(), position.endOffset()) > position.highWatermark()
                || data.logStartOffset() > position.logStartOffset();
    }

    private static ByteBuffer records(Fetch.PartitionData data) {
        return data.records() instanceof BytesPayload bytes
                ? bytes.bytes().duplicate()
                : BytesPayload.EMPTY.bytes().duplicate();
    }

    private Delivery deliveryTo(Loop there, List<Delivery> deliveries, Answer.Frame frame) {
        for (Delivery delivery : deliveries) {
            if (delivery.there() == there) {
                return delivery;
            }
        }
        var delivery = new Delivery(there, loop(), back -> written(back, frame));
        deliveries.add(delivery);
        return delivery;
    }

    private void deliver(List<Delivery> deliveries, Answer.Frame frame) {
        writing += deliveries.size();
        for (Delivery delivery : deliveries) {
            frame.hold();
            delivery.send();
        }
    }

    private void written(Delivery delivery, Answer.Frame frame) {
        frame.release();
        writing--;
        for (Delivery.Piece piece : delivery.pieces()) {
            Followed one = piece.followed();
            if (all.get(one.place()) == one && one.is(Followed.State.WRITING)) {
                if (piece.outcome() instanceof FollowOutcome.At at) {
                    written(one, piece, at.position());
                } else if (piece.outcome() instanceof FollowOutcome.Refused no) {
                    refused(one, no);
                }
            }
        }
        if (writing == 0) {
            pumpSoon();
        }
    }

    private void written(Followed one, Delivery.Piece piece, FollowStep.Position position) {
        Throttle throttle = world.throttle();
        throttle.used(one.partition().topicPartition(), piece.sizeInBytes());
        if (position.endOffset() < piece.leaderHighWatermark()
                && throttle.holdsBack(one.partition().topicPartition())) {
            one.position(position);
            one.now(Followed.State.RESTING);
            session.forget(one);
            resting.add(one, HELD_BACK);
        } else {
            ready(one, position);
        }
    }

    // ---- out of range

    /** The leader does not have what was asked for: finds out what it has. */
    private void relocate(Followed one) {
        one.now(Followed.State.BUSY);
        session.forget(one);
        new RangeQuestion(world, leader, one).ask(range -> {
            if (all.get(one.place()) != one || isClosed) {
                return;
            }
            if (range == null) {
                rest(one);
                return;
            }
            LOG.info(
                    "{} has [{}..{}) of {}, and not {}",
                    world.name(),
                    range.startOffset(),
                    range.endOffset(),
                    one.partition(),
                    position(one));
            ask(one, new FollowStep.Relocate(one.leaderEpoch(), range.startOffset(), range.endOffset()));
        });
    }

    private static long position(Followed one) {
        FollowStep.@Nullable Position position = one.position();
        return position == null ? -1 : position.endOffset();
    }

    @Override
    public String toString() {
        return world.name() + ": " + underWay + " under way, " + writing + " writing, " + all.values();
    }
}
