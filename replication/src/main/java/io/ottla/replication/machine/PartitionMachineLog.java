package io.ottla.replication.machine;

import io.ottla.base.Loop;
import io.ottla.base.OwnedBy;
import io.ottla.log.AppendOrigin;
import io.ottla.log.LogRead;
import io.ottla.log.LogSlice;
import io.ottla.log.LogView;
import io.ottla.log.background.BackgroundWork;
import io.ottla.replication.partition.PartitionRef;
import io.ottla.replication.partition.PartitionView;
import io.ottla.replication.partition.Readiness;
import io.ottla.replication.partition.Waiter;
import io.ottla.replication.partition.request.AppendCallback;
import io.ottla.replication.partition.request.ReadLimit;
import io.ottla.wire.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A partition of this broker as the log of a machine. */
@OwnedBy(OwnedBy.Owner.PARTITION_LOOP)
public final class PartitionMachineLog implements MachineLog {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionMachineLog.class);
    private static final short ALL_IN_SYNC = -1;

    private final PartitionRef partition;
    private final BackgroundWork background;

    public PartitionMachineLog(PartitionRef partition, BackgroundWork background) {
        this.partition = partition;
        this.background = background;
    }

    @Override
    public Loop loop() {
        return partition.loop();
    }

    @Override
    public void open(Consumer<Opened> onLoop) {
        partition.open(readiness -> onLoop.accept(opened(readiness)));
    }

    private static Opened opened(Readiness readiness) {
        if (readiness instanceof Readiness.Ready ready
                && ready.view().leadership().isLocal()) {
            LogView log = ready.view().log();
            return new Opened.Leading(new Range(log.logStartOffset(), log.endOffset()));
        }
        return new Opened.Refused(
                readiness instanceof Readiness.Refused no ? no.error() : ErrorCode.NOT_LEADER_OR_FOLLOWER);
    }

    @Override
    public <T> void read(
            Range range, int maxBytes, Function<ByteBuffer, T> decode, Consumer<T> onLoop, Runnable onFailed) {
        PartitionView view = partition.view();
        if (view == null) {
            onFailed.run();
            return;
        }
        background.execute(BackgroundWork.Lane.READ, () -> {
            LogRead read = view.log().read(range.fromOffset(), maxBytes, true, range.endOffset());
            if (read instanceof LogRead.Cold cold) {
                cold.warm(
                        loop(),
                        warm -> background.execute(
                                BackgroundWork.Lane.READ, () -> hand(warm, decode, onLoop, onFailed)));
            } else {
                hand(read, decode, onLoop, onFailed);
            }
        });
    }

    private <T> void hand(LogRead read, Function<ByteBuffer, T> decode, Consumer<T> onLoop, Runnable onFailed) {
        ByteBuffer bytes = read instanceof LogSlice slice ? copied(slice) : null;
        if (bytes == null) {
            loop().execute(onFailed);
        } else {
            T decoded = decode.apply(bytes);
            loop().execute(() -> onLoop.accept(decoded));
        }
    }

    private @Nullable ByteBuffer copied(LogSlice slice) {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(slice.sizeInBytes());
            slice.copyTo(bytes);
            return bytes.flip();
        } catch (IOException e) {
            LOG.error("{} cannot be read: {}", partition, e.getMessage());
            return null;
        } finally {
            slice.release();
        }
    }

    @Override
    public ErrorCode refusesAppend() {
        return partition.refusesAppend();
    }

    @Override
    public int mostBatchBytes() {
        return partition.mostBatchBytes();
    }

    @Override
    public void append(ByteBuffer batch, AppendCallback callback) {
        partition.append(batch, ALL_IN_SYNC, AppendOrigin.COORDINATOR, callback);
    }

    @Override
    public void whenCommitted(long endOffset, Runnable onLoop) {
        partition.awaitBeyond(endOffset - 1, ReadLimit.HIGH_WATERMARK, new Awaiting() {
            @Override
            public void moved(PartitionRef ref) {
                whenReady(
                        view -> {
                            if (view.highWatermark() >= endOffset) {
                                onLoop.run();
                            } else {
                                whenCommitted(endOffset, onLoop);
                            }
                        },
                        () -> {});
            }
        });
    }

    @Override
    public void whenMoved(Runnable onMoved) {
        whenMoved(partition.leadership().leaderEpoch(), onMoved);
    }

    private void whenMoved(int leaderEpoch, Runnable onMoved) {
        partition.awaitBeyond(Long.MAX_VALUE, ReadLimit.LOG_END, new Awaiting() {
            @Override
            public void moved(PartitionRef ref) {
                whenReady(
                        view -> {
                            if (view.leadership().isLocal() && view.leadership().leaderEpoch() == leaderEpoch) {
                                whenMoved(leaderEpoch, onMoved);
                            } else {
                                onMoved.run();
                            }
                        },
                        onMoved);
            }
        });
    }

    /** At once, or, if the log is just being brought into another directory, once it is open again. */
    private void whenReady(Consumer<PartitionView> then, Runnable never) {
        partition.open(readiness -> {
            if (readiness instanceof Readiness.Ready ready) {
                then.accept(ready.view());
            } else {
                never.run();
            }
        });
    }

    /** Waits until it is told. */
    private abstract static class Awaiting implements Waiter {
        @Override
        public boolean isDone() {
            return false;
        }
    }
}
