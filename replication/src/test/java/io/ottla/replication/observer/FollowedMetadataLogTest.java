package io.ottla.replication.observer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.ManualLoop;
import io.ottla.base.ManualTime;
import io.ottla.replication.change.ConfigChanged;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.ConfigResource;
import io.ottla.replication.image.LogPosition;
import io.ottla.replication.metadata.MetadataBatches;
import io.ottla.replication.metadata.MetadataLog;
import io.ottla.replication.metadata.RecordVersions;
import io.ottla.replication.peer.Answer;
import io.ottla.replication.peer.Peer;
import io.ottla.replication.peer.PeerFailure;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.message.data.Fetch;
import io.ottla.wire.message.raft.FetchSnapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowedMetadataLogTest {
    private static final int EPOCH = 3;

    private final ManualTime time = new ManualTime();
    private final ManualLoop voters = time.loop("voter");
    private final ManualLoop home = time.loop("observer");
    private final CommittedFeed feed = new CommittedFeed(voters, 2_000);
    private final MetadataFetches fetches = new MetadataFetches(feed, voters);
    private final Following following = new Following();
    private ClusterImage image = ClusterImage.EMPTY;
    private int unreachable;

    /** A voter, as the observer's loop sees it. */
    private final class Voter implements Peer {
        @Override
        @SuppressWarnings("unchecked")
        public <Q extends ApiRequest<R>, R> void ask(Q request, Duration patience, Answer<R> answer) {
            if (unreachable > 0) {
                unreachable--;
                home.execute(() -> answer.failed(PeerFailure.UNREACHABLE));
            } else if (request instanceof Fetch.Request fetch) {
                fetches.fetch(fetch)
                        .thenAccept(
                                response -> home.execute(() -> answer.answered((R) response, Answer.Frame.UNMANAGED)));
            } else if (request instanceof FetchSnapshot.Request fetch) {
                var small = new FetchSnapshot.Request(fetch.clusterId(), fetch.replicaId(), 700, fetch.topics());
                fetches.fetchSnapshot(small)
                        .thenAccept(
                                response -> home.execute(() -> answer.answered((R) response, Answer.Frame.UNMANAGED)));
            }
        }

        @Override
        public void close() {}
    }

    private static final class Following implements MetadataLog.Listener {
        ClusterImage image = ClusterImage.EMPTY;
        final List<String> leaders = new ArrayList<>();
        int images;

        @Override
        public void onImage(ClusterImage newImage) {
            image = newImage;
            images++;
        }

        @Override
        public void onCommitted(MetadataLog.Batch batch) {
            for (MetadataChange change : batch.changes()) {
                image = change.applyTo(image);
            }
            image = image.at(batch.position());
        }

        @Override
        public void onLeader(int epoch, long nextOffset) {
            throw new AssertionError("an observer never leads");
        }

        @Override
        public void onResigned() {}

        @Override
        public void onLeaderKnown(int leaderId, int epoch) {
            leaders.add(leaderId + "@" + epoch);
        }

        @Override
        public void onFailed(String why) {
            throw new AssertionError(why);
        }
    }

    private FollowedMetadataLog follow() {
        FollowedMetadataLog log = new FollowedMetadataLog(
                new FollowedMetadataLog.World(9, home, "cluster", List.of(new Voter(), new Voter())));
        home.within(() -> log.start(following));
        time.settle();
        return log;
    }

    private void commit(int from, int to) {
        List<MetadataChange> changes = new ArrayList<>();
        for (int i = from; i < to; i++) {
            changes.add(new ConfigChanged(ConfigResource.topic("t"), "name-" + i, "value of " + i));
        }
        long base = image.position().endOffset();
        var place = new MetadataBatches.Place(base, EPOCH, 77);
        ByteBuffer batch = MetadataBatches.data(place, MetadataBatches.encode(changes, RecordVersions.of(image)));
        for (MetadataChange change : changes) {
            image = change.applyTo(image);
        }
        image = image.at(new LogPosition(base + changes.size(), EPOCH, 77));
        voters.within(() -> {
            feed.committed(base, batch, image.position());
            feed.imageIs(image);
        });
        time.settle();
    }

    @Test
    void what_is_committed_is_heard_at_once() {
        follow();
        commit(0, 5);
        commit(5, 6);
        assertEquals(image, following.image);
        assertEquals(1, following.images);
    }

    @Test
    void one_who_comes_late_begins_with_a_snapshot_and_goes_on_from_there() {
        for (int i = 0; i < 100; i++) {
            commit(10 * i, 10 * i + 10);
        }
        follow();
        assertEquals(image, following.image);
        assertEquals(2, following.images, "an empty one, and the snapshot");
        commit(1000, 1001);
        assertEquals(image, following.image);
    }

    @Test
    void a_snapshot_that_is_replaced_while_it_is_fetched_is_fetched_anew() {
        for (int i = 0; i < 100; i++) {
            commit(10 * i, 10 * i + 10);
        }
        FollowedMetadataLog log =
                new FollowedMetadataLog(new FollowedMetadataLog.World(9, home, "cluster", List.of(new Voter())));
        home.within(() -> log.start(following));
        for (int i = 0; i < 12; i++) {
            time.step();
        }
        for (int i = 0; i < 100; i++) {
            commit(2000 + 10 * i, 2010 + 10 * i);
        }
        time.advance(Duration.ofSeconds(1));
        assertEquals(image, following.image);
    }

    @Test
    void a_voter_that_cannot_be_reached_is_passed_over() {
        unreachable = 3;
        follow();
        commit(0, 5);
        assertTrue(following.image.configs().byResource().isEmpty());
        time.advance(Duration.ofSeconds(1));
        assertEquals(image, following.image);
    }

    @Test
    void who_leads_is_told_once() {
        voters.within(() -> feed.leaderIs(2, EPOCH));
        follow();
        commit(0, 1);
        commit(1, 2);
        assertEquals(List.of("2@" + EPOCH), following.leaders);
        voters.within(() -> feed.leaderIs(1, EPOCH + 1));
        commit(2, 3);
        assertEquals(List.of("2@" + EPOCH, "1@" + (EPOCH + 1)), following.leaders);
    }

    @Test
    void a_question_that_finds_nothing_waits_and_then_is_told_so() {
        List<CommittedFeed.Answer> answers = new ArrayList<>();
        voters.within(() -> feed.read(new CommittedFeed.Question(0, 1000, Duration.ofMillis(500)), answers::add));
        time.advance(Duration.ofMillis(499));
        assertTrue(answers.isEmpty());
        time.advance(Duration.ofMillis(1));
        assertEquals(List.of(), answers.get(0).batches());
    }
}
