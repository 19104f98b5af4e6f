package io.ottla.replication.machine;

import io.ottla.base.Loop;
import io.ottla.base.ManualLoop;
import io.ottla.base.ManualTime;
import io.ottla.replication.partition.request.AppendCallback;
import io.ottla.replication.partition.request.AppendResult;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.batch.RecordBatch;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A partition's log in memory that commits, refuses and moves away when a test says so. */
final class FakeLog implements MachineLog {
    final List<byte[]> batches = new ArrayList<>();
    final ArrayDeque<Runnable> uncommitted = new ArrayDeque<>();
    final List<Runnable> onMoved = new ArrayList<>();
    ErrorCode opens = ErrorCode.NONE;
    ErrorCode refusesAppend = ErrorCode.NONE;
    ErrorCode refusesNext = ErrorCode.NONE;
    int mostBatchBytes = 1 << 20;
    boolean isHolding;
    boolean isReadable = true;
    int reads;
    private long endOffset;
    private final ManualLoop loop;
    private final ManualLoop background;

    FakeLog(ManualTime time) {
        loop = time.loop("partition");
        background = time.loop("background");
    }

    ManualLoop manualLoop() {
        return loop;
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public void open(Consumer<Opened> onLoop) {
        loop.execute(() -> onLoop.accept(
                opens == ErrorCode.NONE ? new Opened.Leading(new Range(0, endOffset)) : new Opened.Refused(opens)));
    }

    @Override
    public <T> void read(
            Range range, int maxBytes, Function<ByteBuffer, T> decode, Consumer<T> onLoop, Runnable onFailed) {
        reads++;
        background.execute(() -> {
            if (!isReadable) {
                loop.execute(onFailed);
                return;
            }
            var bytes = new ByteArrayOutputStream();
            for (var batch : batches) {
                var header = new RecordBatch().wrap(ByteBuffer.wrap(batch), 0);
                if (header.lastOffset() < range.fromOffset()) {
                    continue;
                }
                if (bytes.size() > 0 && bytes.size() + batch.length > maxBytes) {
                    break;
                }
                bytes.writeBytes(batch);
            }
            T decoded = decode.apply(ByteBuffer.wrap(bytes.toByteArray()));
            loop.execute(() -> onLoop.accept(decoded));
        });
    }

    @Override
    public ErrorCode refusesAppend() {
        return refusesAppend;
    }

    @Override
    public int mostBatchBytes() {
        return mostBatchBytes;
    }

    @Override
    public void append(ByteBuffer batch, AppendCallback callback) {
        callback.written();
        if (refusesNext != ErrorCode.NONE) {
            callback.completed(AppendResult.refused(refusesNext, "told to"));
            return;
        }
        put(batch);
        long end = endOffset;
        Runnable commit = () -> callback.completed(AppendResult.appended(end - 1, end - 1, -1, 0));
        uncommitted.add(commit);
        if (!isHolding) {
            loop.execute(this::commit);
        }
    }

    /** As if another leader had written it. */
    void put(ByteBuffer batch) {
        var header = new RecordBatch().wrap(batch, batch.position());
        header.setBaseOffset(endOffset);
        endOffset = header.nextOffset();
        var bytes = new byte[batch.remaining()];
        batch.get(batch.position(), bytes);
        batches.add(bytes);
    }

    /** As after a crash that left only the first so many. */
    void cutTo(int count) {
        batches.subList(count, batches.size()).clear();
        endOffset = 0;
        for (var batch : batches) {
            endOffset = new RecordBatch().wrap(ByteBuffer.wrap(batch), 0).nextOffset();
        }
    }

    void commit() {
        for (@Nullable Runnable one = uncommitted.poll(); one != null; one = uncommitted.poll()) {
            one.run();
        }
    }

    @Override
    public void whenCommitted(long end, Runnable onLoop) {
        loop.execute(onLoop);
    }

    @Override
    public void whenMoved(Runnable moved) {
        onMoved.add(moved);
    }

    /** Another broker leads. */
    void move() {
        opens = ErrorCode.NOT_LEADER_OR_FOLLOWER;
        List<Runnable> all = List.copyOf(onMoved);
        onMoved.clear();
        loop.within(() -> all.forEach(Runnable::run));
    }
}
