package io.ottla.replication.partition;

import io.ottla.base.Loop;
import io.ottla.log.AppendOrigin;
import io.ottla.replication.insync.ReplicaFetch;
import io.ottla.replication.partition.request.AppendCallback;
import io.ottla.replication.partition.request.EpochEndFound;
import io.ottla.replication.partition.request.FollowOutcome;
import io.ottla.replication.partition.request.FollowStep;
import io.ottla.replication.partition.request.Leadership;
import io.ottla.replication.partition.request.OffsetFound;
import io.ottla.replication.partition.request.OffsetQuestion;
import io.ottla.replication.partition.request.ProducersFound;
import io.ottla.replication.partition.request.ReadLimit;
import io.ottla.replication.partition.request.RecordsDeleted;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import io.ottla.wire.Uuid;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The door to one partition of this broker. Its methods may be called from any thread; called on the partition's own loop they
 * run at once, otherwise they are posted. Stages complete on the partition's loop.
 */
public final class PartitionRef {
    private final Partition partition;
    private final Loop loop;

    PartitionRef(Partition partition, Loop loop) {
        this.partition = partition;
        this.loop = loop;
    }

    public TopicPartition topicPartition() {
        return partition.name();
    }

    public Uuid topicId() {
        return partition.topicId();
    }

    /** The loop the partition lives on. */
    public Loop loop() {
        return loop;
    }

    /**
     * Appends what a client sent for this partition, exactly one batch. Everything a client may do wrong, and everything that may
     * be wrong here, comes back by {@code callback}.
     *
     * @param batch position to limit; stamped in place; must be left alone until {@link AppendCallback#written}
     * @param acks 0 and 1: answered once written here; -1: once every in-sync replica has it
     */
    public void append(ByteBuffer batch, short acks, AppendCallback callback) {
        append(batch, acks, AppendOrigin.CLIENT, callback);
    }

    /**
     * As {@link #append(ByteBuffer, short, AppendCallback)}.
     *
     * @param origin COORDINATOR for what this broker itself writes: control batches are welcome and the bytes are not judged
     */
    public void append(ByteBuffer batch, short acks, AppendOrigin origin, AppendCallback callback) {
        if (loop.isInside()) {
            partition.append(batch, acks, origin, callback);
        } else {
            loop.execute(() -> partition.append(batch, acks, origin, callback));
        }
    }

    /** Why an append with acks=all would be refused now; NONE if it would not be. On the partition's loop. */
    public ErrorCode refusesAppend() {
        return partition.refusesAppend();
    }

    /** The largest batch a client may append: max.message.bytes. On the partition's loop. */
    public int mostBatchBytes() {
        return partition.mostBatchBytes();
    }

    /** The partition as it stands now; null while its log is not open: see {@link #open}. */
    public @Nullable PartitionView view() {
        return partition.view();
    }

    /** As the cluster has told this broker; known before the log is open. */
    public Leadership leadership() {
        return partition.leadership();
    }

    /** Opens the log if it is not open yet, and hands over the view once it is, or why it cannot be. */
    public void open(Consumer<Readiness> onLoop) {
        run(() -> partition.whenOpen(onLoop));
    }

    /**
     * Calls {@code waiter} once there is something to read at {@code offset}: the end as {@code limit} sees it lies behind it. At
     * once if that is so already.
     */
    public void awaitBeyond(long offset, ReadLimit limit, Waiter waiter) {
        run(() -> partition.awaitBeyond(offset, limit, waiter));
    }

    /** Answers one question of ListOffsets. */
    public CompletionStage<OffsetFound> offsetFor(OffsetQuestion question) {
        return ask(answer -> partition.questions().offsetFor(question, answer));
    }

    /**
     * Answers one question of OffsetForLeaderEpoch.
     *
     * @param currentEpoch the leader epoch the asker believes in; {@link Leadership#NO_EPOCH} if it does not say
     * @param epoch whose end is asked for
     */
    public CompletionStage<EpochEndFound> epochEnd(int currentEpoch, int epoch) {
        return ask(answer -> partition.questions().epochEnd(currentEpoch, epoch, answer));
    }

    /** Tells the producers it remembers, if it is led here. */
    public CompletionStage<ProducersFound> producers() {
        return ask(answer -> partition.questions().producers(answer));
    }

    /** Removes records below {@code offset}; -1 stands for the high watermark. */
    public CompletionStage<RecordsDeleted> deleteRecordsBefore(long offset) {
        return ask(answer -> partition.questions().deleteRecordsBefore(offset, answer));
    }

    /** Moves the log to another of this broker's log directories, in its own time; to where it is: ends a move under way. */
    public void moveTo(Path logDir) {
        run(() -> partition.moveTo(logDir));
    }

    /**
     * Follower {@code replica} fetches from this partition, and its log has been found to agree with this one's: it holds everything below
     * {@code offset}. Ignored where that is no news, or this broker does not lead in that epoch.
     *
     * @param brokerEpoch of the follower's process; -1 if it does not say
     */
    public void fetchedBy(int replica, long brokerEpoch, int leaderEpoch, long offset) {
        if (partition.isNews(replica, brokerEpoch, offset)) {
            ReplicaFetch fetch = new ReplicaFetch(replica, brokerEpoch, leaderEpoch, offset);
            run(() -> partition.fetchedBy(fetch));
        }
    }

    /** Does this broker, which leads, take {@code replica} for in sync? Any thread. */
    public boolean isInSync(int replica) {
        return partition.isInSync(replica);
    }

    /** Has this partition do what its leader's answers ask for; {@code onLoop} hears exactly once, on its loop. */
    public void follow(FollowStep step, Consumer<FollowOutcome> onLoop) {
        run(() -> partition.follow(step, onLoop));
    }

    Partition partition() {
        return partition;
    }

    private <T> CompletionStage<T> ask(Consumer<CompletableFuture<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        run(() -> question.accept(answer));
        return answer;
    }

    private void run(Runnable task) {
        if (loop.isInside()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    @Override
    public String toString() {
        return topicPartition().toString();
    }
}
