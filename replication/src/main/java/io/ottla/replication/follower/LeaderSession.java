package io.ottla.replication.follower;

import io.ottla.base.OwnedBy;
import io.ottla.replication.partition.request.FollowStep;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.message.data.Fetch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The follower's half of a fetch session (KIP-227): the leader remembers what is wanted, a request names only what has changed. What it
 * costs to make one so depends on what has moved, not on how much is followed.
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class LeaderSession {
    private static final int NONE = 0;

    private final int partitionMaxBytes;
    private final List<Followed> changed = new ArrayList<>();
    private final Set<Place> forgotten = new LinkedHashSet<>();
    private int id = NONE;
    private int epoch;
    /** Counted up with every new beginning: answers to what was asked before it say nothing of the session. */
    private int generation;

    private boolean isFullUnderWay;

    LeaderSession(int partitionMaxBytes) {
        this.partitionMaxBytes = partitionMaxBytes;
    }

    int generation() {
        return generation;
    }

    int id() {
        return id;
    }

    int epoch() {
        return epoch;
    }

    /** May a request be sent before the last one is answered? Not while it is not known whether there will be a session. */
    boolean isOpen() {
        return !isFullUnderWay && epoch > 0;
    }

    /** The place of {@code one} has moved, or it is wanted from now on. */
    void want(Followed one) {
        if (!one.isNoted()) {
            one.noted(true);
            changed.add(one);
        }
    }

    /** It is not wanted for now. */
    void forget(Followed one) {
        if (one.isInSession()) {
            one.inSession(false);
            forgotten.add(one.place());
        }
    }

    /** Begins anew with the next request. */
    void reset(Collection<Followed> all) {
        generation++;
        epoch = 0;
        isFullUnderWay = false;
        forgotten.clear();
        changed.forEach(one -> one.noted(false));
        changed.clear();
        for (Followed one : all) {
            one.inSession(false);
            if (one.is(Followed.State.READY)) {
                want(one);
            }
        }
    }

    /** The topics of the next request, which is number {@code request}. Everything noted is told with it. */
    List<Fetch.Topic> topics(long request) {
        isFullUnderWay = epoch == 0;
        Map<Uuid, List<Fetch.Partition>> byTopic = new LinkedHashMap<>();
        for (int i = 0; i < changed.size(); i++) {
            Followed one = changed.get(i);
            FollowStep.Position position = one.position();
            one.noted(false);
            if (!one.is(Followed.State.READY) || position == null) {
                continue;
            }
            one.inSession(true);
            one.askedWith(request);
            forgotten.remove(one.place());
            byTopic.computeIfAbsent(one.place().topicId(), topic -> new ArrayList<>())
                    .add(new Fetch.Partition(
                            one.place().partition(),
                            one.leaderEpoch(),
                            position.endOffset(),
                            position.lastEpoch(),
                            position.logStartOffset(),
                            partitionMaxBytes,
                            Uuid.ZERO,
                            position.highWatermark()));
        }
        changed.clear();
        List<Fetch.Topic> topics = new ArrayList<>(byTopic.size());
        byTopic.forEach((topic, partitions) -> topics.add(new Fetch.Topic("", topic, partitions)));
        return topics;
    }

    /** What the next request takes back; to be asked for behind {@link #topics}, which may want it again. */
    List<Fetch.ForgottenTopic> forgottenTopics() {
        if (forgotten.isEmpty() || epoch == 0) {
            forgotten.clear();
            return List.of();
        }
        Map<Uuid, List<Integer>> byTopic = new LinkedHashMap<>();
        for (Place place : forgotten) {
            byTopic.computeIfAbsent(place.topicId(), topic -> new ArrayList<>()).add(place.partition());
        }
        forgotten.clear();
        List<Fetch.ForgottenTopic> topics = new ArrayList<>(byTopic.size());
        byTopic.forEach((topic, partitions) -> topics.add(new Fetch.ForgottenTopic("", topic, partitions)));
        return topics;
    }

    /** A request has been made with what was asked for above. */
    void sent() {
        if (epoch > 0) {
            epoch = next(epoch);
        }
    }

    private static int next(int epoch) {
        return epoch == Integer.MAX_VALUE ? 1 : epoch + 1;
    }

    /**
     * The leader has answered a request of {@link #generation} {@code of}.
     *
     * @return the error that ends the session; null if it goes on
     */
    @Nullable
    ErrorCode answered(int of, Fetch.Response response) {
        ErrorCode error = ErrorCode.of(response.errorCode());
        if (of != generation) {
            return null;
        }
        if (error != ErrorCode.NONE) {
            if (error == ErrorCode.FETCH_SESSION_ID_NOT_FOUND) {
                id = NONE;
            }
            return error;
        }
        if (isFullUnderWay) {
            isFullUnderWay = false;
            id = response.sessionId();
            epoch = id == NONE ? 0 : 1;
        }
        return null;
    }
}
