package io.ottla.broker.fetch;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.broker.handler.Leaders;
import io.ottla.log.EpochEnd;
import io.ottla.log.LogRead;
import io.ottla.log.LogSlice;
import io.ottla.replication.partition.PartitionRef;
import io.ottla.replication.partition.PartitionView;
import io.ottla.replication.partition.Partitions;
import io.ottla.replication.partition.Readiness;
import io.ottla.replication.partition.request.Leadership;
import io.ottla.replication.partition.request.ReadLimit;
import io.ottla.wire.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One Fetch under way. Reads the published views of its partitions on the connection's loop; if there is too little, waits in the
 * partitions until one of them moves or the time is up, and reads again. Bytes that are not in memory are fetched in the
 * background first.
 *
 * <pre>
 *   read all -> enough, an error, or no time left -> answer
 *        ^-- something moved <-- wait <-'
 * </pre>
 */
@OwnedBy(OwnedBy.Owner.CONNECTION_LOOP)
public final class FetchRun {
    private final Request request;
    private final Loop loop;
    private final Partitions partitions;
    private final Leaders leaders;
    private final ReplicaReads replicaReads;
    private final List<PartitionRead> reads;
    private final Consumer<List<PartitionRead>> onDone;
    private Loop.@Nullable Timer timer;
    private long roomBytes;
    private boolean hasBytes;
    private boolean isTimeUp;
    private boolean isAgain;
    /** Reads that are under way in the background, and one more while partitions are being asked. */
    private int pending;

    /** Written on the connection's loop, read on the partitions'. */
    private volatile boolean done;

    /**
     * What is asked of all partitions together.
     *
     * @param maxBytes of the whole answer; one whole batch may come all the same
     * @param minBytes below which it waits
     * @param maxWait for {@code minBytes}
     */
    public record Request(
            List<Wanted> wanted, ReadLimit limit, int maxBytes, int minBytes, Duration maxWait, Asker asker) {}

    /** What a fetch needs of the broker. */
    public record World(Partitions partitions, Leaders leaders, ReplicaReads replicaReads, Loop loop) {}

    /** @param onDone takes the reads, one for each partition in the order asked, and owes the release of their slices */
    public FetchRun(Request request, World world, Consumer<List<PartitionRead>> onDone) {
        this.request = request;
        this.loop = world.loop();
        this.partitions = world.partitions();
        this.leaders = world.leaders();
        this.replicaReads = world.replicaReads();
        this.onDone = onDone;
        reads = new ArrayList<>(request.wanted().size());
        for (var wanted : request.wanted()) {
            reads.add(new PartitionRead(wanted, this));
        }
        isTimeUp = request.maxWait().isZero() || request.maxWait().isNegative();
    }

    Loop loop() {
        return loop;
    }

    ReadLimit limit() {
        return request.limit();
    }

    boolean isDone() {
        return done;
    }

    /** Begins; the answer may come before this returns. */
    public void start() {
        readAll();
    }

    /** Nobody waits for the answer any more. */
    public void abandon() {
        end();
        if (pending == 0) {
            reads.forEach(PartitionRead::forget);
        }
    }

    /** Answers with what there is: the asker has asked for more. */
    public void hurry() {
        isTimeUp = true;
        lookAgain();
    }

    private void end() {
        done = true;
        if (timer != null) {
            timer.cancel();
        }
    }

    /** A partition has moved on. */
    void lookAgain() {
        if (done) {
            return;
        }
        if (pending > 0) {
            isAgain = true;
        } else {
            readAll();
        }
    }

    private void readAll() {
        pending = 1;
        isAgain = false;
        hasBytes = false;
        roomBytes = request.maxBytes();
        for (var i = 0; i < reads.size(); i++) {
            var read = reads.get(i);
            read.forget();
            begin(read);
        }
        finishOne();
    }

    private void begin(PartitionRead read) {
        var partition = read.wanted().find(partitions);
        if (partition == null) {
            var key = read.wanted().key();
            read.refuse(
                    key.isById()
                            ? leaders.whyNotHere(key.topicId(), key.partition())
                            : leaders.whyNotHere(key.topic(), key.partition()));
            return;
        }
        var view = partition.view();
        if (view != null) {
            readFrom(partition, view, read);
            return;
        }
        pending++;
        partition.open(readiness -> loop.execute(() -> opened(partition, readiness, read)));
    }

    private void opened(PartitionRef partition, Readiness readiness, PartitionRead read) {
        if (readiness instanceof Readiness.Ready ready) {
            readFrom(partition, ready.view(), read);
        } else {
            read.refuse(((Readiness.Refused) readiness).error());
        }
        finishOne();
    }

    private void readFrom(PartitionRef partition, PartitionView found, PartitionRead read) {
        var wanted = read.wanted();
        var refusal = refusal(found.leadership(), wanted);
        if (refusal != ErrorCode.NONE) {
            read.refuse(refusal);
            return;
        }
        read.found(found);
        if (parts(found, read) || redirects(found, read)) {
            return;
        }
        if (wanted.offset() < found.log().logStartOffset()
                || wanted.offset() > found.log().endOffset()) {
            read.refuse(ErrorCode.OFFSET_OUT_OF_RANGE, found);
            return;
        }
        var view = note(partition, found, read);
        if (wanted.offset() >= view.end(limit()) || (roomBytes <= 0 && hasBytes)) {
            return;
        }
        if (isHeldBack(partition)) {
            return;
        }
        if (Math.min(wanted.maxBytes(), request.maxBytes()) < 0) {
            read.refuse(ErrorCode.UNKNOWN_SERVER_ERROR); // as Kafka has no better name for it
            return;
        }
        var maxBytes = (int) Math.max(0, Math.min(wanted.maxBytes(), roomBytes));
        take(view.log().read(wanted.offset(), maxBytes, !hasBytes, view.end(limit())), maxBytes, read);
        if (request.asker() instanceof Asker.Replica) {
            replicaReads.throttle().used(partition.topicPartition(), read.sizeInBytes());
        }
    }

    /** Must a replica that is not in sync leave room for others? */
    private boolean isHeldBack(PartitionRef partition) {
        return request.asker() instanceof Asker.Replica replica
                && replicaReads.throttle().holdsBack(partition.topicPartition())
                && !partition.isInSync(replica.id());
    }

    private ErrorCode refusal(Leadership leadership, Wanted wanted) {
        if (request.asker() instanceof Asker.Replica replica) {
            var error = leadership.checkLeader(wanted.leaderEpoch());
            if (error != ErrorCode.NONE) {
                return error;
            }
            if (!leadership.replicas().contains(replica.id()) || replica.id() == leadership.leader()) {
                // Who knows our epoch knows more: this broker has not heard yet that it is one.
                return wanted.leaderEpoch() == Leadership.NO_EPOCH
                        ? ErrorCode.NOT_LEADER_OR_FOLLOWER
                        : ErrorCode.UNKNOWN_LEADER_EPOCH;
            }
            return leaders.isReplaced(replica.id(), replica.epoch()) ? ErrorCode.NOT_LEADER_OR_FOLLOWER : error;
        }
        return request.asker() instanceof Asker.Consumer consumer && consumer.takesAnyReplica()
                ? leadership.check(wanted.leaderEpoch())
                : leadership.checkLeader(wanted.leaderEpoch());
    }

    /** Is there a replica that serves this reader better? What all in-sync replicas have, each of them can serve. */
    private boolean redirects(PartitionView view, PartitionRead read) {
        if (request.asker() instanceof Asker.Consumer consumer
                && consumer.takesAnyReplica()
                && view.leadership().isLocal()
                && read.wanted().offset() <= view.highWatermark()
                && read.wanted().offset() >= view.log().logStartOffset()) {
            var nearest = replicaReads.choice().nearest(read.wanted().key(), consumer.rack());
            read.redirect(nearest);
            return nearest != ReadReplicas.THIS_ONE;
        }
        return false;
    }

    /** A replica's fetch says how far it has come; that may move the high watermark it is told. */
    private PartitionView note(PartitionRef partition, PartitionView found, PartitionRead read) {
        if (!(request.asker() instanceof Asker.Replica replica)) {
            return found;
        }
        partition.fetchedBy(
                replica.id(),
                replica.epoch(),
                found.leadership().leaderEpoch(),
                read.wanted().offset());
        var now = partition.view();
        if (now == null || now.leadership().leaderEpoch() != found.leadership().leaderEpoch()) {
            return found;
        }
        read.found(now);
        var known = read.wanted().highWatermark();
        if (tellsHighWatermarks() && Math.min(now.highWatermark(), read.wanted().offset()) > known) {
            read.hurry();
        }
        return now;
    }

    /** Where followers are read from they are told at once how far they may show what they have. */
    boolean tellsHighWatermarks() {
        return replicaReads.choice() != ReadReplicas.LEADER && request.asker() instanceof Asker.Replica;
    }

    /** Does the asker have records this log has not (KIP-595)? */
    private static boolean parts(PartitionView view, PartitionRead read) {
        var wanted = read.wanted();
        if (wanted.lastFetchedEpoch() < 0) {
            return false;
        }
        var end = view.log().epochEnd(wanted.lastFetchedEpoch());
        if (end.equals(EpochEnd.UNDEFINED) || wanted.offset() < view.log().logStartOffset()) {
            read.refuse(ErrorCode.OFFSET_OUT_OF_RANGE, view);
            return true;
        }
        if (end.leaderEpoch() < wanted.lastFetchedEpoch() || end.endOffset() < wanted.offset()) {
            read.diverges(end);
            return true;
        }
        return false;
    }

    private void take(LogRead found, int maxBytes, PartitionRead read) {
        if (found instanceof LogSlice slice) {
            count(slice.sizeInBytes());
            read.take(slice);
        } else if (found instanceof LogRead.Cold cold) {
            count(maxBytes);
            pending++;
            cold.warm(loop, warmed -> warmed(warmed, read));
        } else {
            refuseRange(read);
        }
    }

    private void count(int bytes) {
        roomBytes -= bytes;
        hasBytes |= bytes > 0;
    }

    private void warmed(LogRead found, PartitionRead read) {
        if (found instanceof LogSlice slice) {
            read.take(slice);
        } else {
            refuseRange(read);
        }
        finishOne();
    }

    private static void refuseRange(PartitionRead read) {
        read.refuse(ErrorCode.OFFSET_OUT_OF_RANGE);
    }

    private void finishOne() {
        if (--pending > 0) {
            return;
        }
        if (done) {
            reads.forEach(PartitionRead::forget);
        } else if (isTimeUp || isEnough()) {
            end();
            onDone.accept(reads);
        } else if (isAgain) {
            readAll();
        } else {
            waitForMore();
        }
    }

    private boolean isEnough() {
        long bytes = 0;
        for (var i = 0; i < reads.size(); i++) {
            if (reads.get(i).isUrgent()) {
                return true;
            }
            bytes += reads.get(i).sizeInBytes();
        }
        return bytes >= request.minBytes() || reads.isEmpty();
    }

    private void waitForMore() {
        if (timer == null) {
            timer = loop.schedule(request.maxWait(), this::onTimeUp);
        }
        for (var i = 0; i < reads.size(); i++) {
            var read = reads.get(i);
            PartitionRef partition = read.wanted().find(partitions);
            if (partition == null) {
                lookAgain();
                return;
            }
            read.await(partition);
        }
    }

    private void onTimeUp() {
        isTimeUp = true;
        lookAgain();
    }
}
