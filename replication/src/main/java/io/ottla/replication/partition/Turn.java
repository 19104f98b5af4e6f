package io.ottla.replication.partition;

import io.ottla.base.Check;
import io.ottla.base.Clock;
import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.log.background.BackgroundWork;
import io.ottla.wire.batch.BatchValidator;
import io.ottla.wire.compress.Decompressors;
import java.util.ArrayList;
import java.util.List;

/**
 * What the partitions of one loop have to do at the end of its turn: write what was staged, one gather write a partition, then
 * answer. Also lends them what one loop needs only once.
 */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
final class Turn implements Runnable {
    private final Loop loop;
    private final Clock clock;
    private final BatchValidator validator;
    /** Takes its place while there are batches in the slow lane: where one came, many may follow. */
    private final BatchValidator hastyValidator;

    private final SlowLane slowLane;
    private final HighWatermarks.OfLoop checkpoint;
    private final LagWatch lagWatch;
    private final Overdue overdue;
    private ArrayList<Partition> staged = new ArrayList<>();
    private ArrayList<PendingAppend> pending = new ArrayList<>();
    /** Swapped with the lists above while they are worked off, so that an answer may append again. */
    private ArrayList<Partition> stagedSpare = new ArrayList<>();

    private ArrayList<PendingAppend> pendingSpare = new ArrayList<>();
    private boolean posted;
    private boolean running;
    private long nowMs;

    Turn(Loop loop, Clock clock, BackgroundWork background, HighWatermarks highWatermarks, LagWatch lagWatch) {
        this.checkpoint = highWatermarks.ofLoop(loop);
        this.lagWatch = lagWatch;
        this.overdue = new Overdue(loop, clock);
        this.loop = loop;
        this.clock = clock;
        var decompressors = new Decompressors();
        this.validator = new BatchValidator(decompressors, SlowLane.LONGEST_ON_A_LOOP_BYTES);
        this.hastyValidator = new BatchValidator(decompressors, SlowLane.LONGEST_IN_A_CROWD_BYTES);
        this.slowLane = new SlowLane(loop, clock, background);
    }

    Loop loop() {
        return loop;
    }

    BatchValidator validator() {
        return slowLane.isBusy() ? hastyValidator : validator;
    }

    /** Where goes what the validator has no time for. */
    SlowLane slowLane() {
        return slowLane;
    }

    /** Who watches the followers of what is led on this loop. */
    LagWatch lagWatch() {
        return lagWatch;
    }

    /** Who looks after those who wait for replicas. */
    Overdue overdue() {
        return overdue;
    }

    /** The wall clock, read once a turn. */
    long nowMs() {
        if (!posted) {
            post();
        }
        return nowMs;
    }

    /** {@code partition} has something to write. */
    void stage(Partition partition) {
        staged.add(partition);
    }

    /** {@code append} is to be looked at after everything is written. */
    void add(PendingAppend append) {
        if (!posted) {
            post();
        }
        pending.add(append);
    }

    private void post() {
        posted = true;
        nowMs = clock.wallMs();
        loop.execute(this);
    }

    /** Writes and answers what is staged before something happens that must come after it. */
    void endNow() {
        if (!staged.isEmpty() || !pending.isEmpty()) {
            run();
        }
    }

    /** The checkpoint of high watermarks is out of date. */
    void highWatermarkMoved(Partition partition) {
        checkpoint.moved(partition);
    }

    /** No turn follows this one. */
    void close() {
        endNow();
        lagWatch.stop();
        overdue.stop();
        checkpoint.pass();
    }

    /** The end of the turn. */
    @Override
    public void run() {
        Check.that(!running, "a turn was ended from within its own end");
        running = true;
        posted = false;
        ArrayList<Partition> toWrite = staged;
        ArrayList<PendingAppend> toAnswer = pending;
        staged = stagedSpare;
        pending = pendingSpare;
        try {
            end(toWrite, toAnswer);
        } finally {
            toWrite.clear();
            toAnswer.clear();
            stagedSpare = toWrite;
            pendingSpare = toAnswer;
            running = false;
        }
    }

    private static void end(List<Partition> toWrite, List<PendingAppend> toAnswer) {
        for (int i = 0; i < toWrite.size(); i++) {
            toWrite.get(i).flush();
        }
        for (int i = 0; i < toAnswer.size(); i++) {
            PendingAppend append = toAnswer.get(i);
            append.partition().flushed(append);
        }
        for (int i = 0; i < toWrite.size(); i++) {
            toWrite.get(i).tellReaders();
        }
    }
}
