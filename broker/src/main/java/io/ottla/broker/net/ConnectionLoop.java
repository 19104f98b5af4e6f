package io.ottla.broker.net;

import io.netty.buffer.ByteBufAllocator;
import io.ottla.base.Clock;
import io.ottla.base.OwnedBy;
import io.ottla.broker.config.NetworkSettings;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.codec.WireWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the connections of one loop share: buffers, the list of those with something to send, the list of idle ones. */
@OwnedBy(OwnedBy.Owner.CONNECTION_LOOP)
final class ConnectionLoop {
    private static final int SCRATCH_BYTES = 64 << 10;
    /** Of a request, in all its lists together: of the smallest, so many take two hundredths of the heap of a small broker. */
    private static final int MOST_ELEMENTS = 1 << 18;

    /** Of a reply, records not counted: an eighth of the heap of a small broker. A million partitions need half of it. */
    private static final int MOST_REPLY_BYTES = 64 << 20;

    private static final Duration LONGEST_DROUGHT = Duration.ofSeconds(10);
    /** For how long one request goes on arriving while there is no room for all that are. */
    private static final Duration TURN = Duration.ofMillis(100);

    private static final Duration DROUGHT_STEP = Duration.ofMillis(200);

    final NettyLoop loop;
    final Clock clock;
    final ByteBufAllocator allocator;
    final RequestMemory budget;
    final ArrivalBuffer arrivals;
    final IdleConnections idle;
    final Complaints complaints;

    /** Reads one request after the other. */
    final WireReader reader = new WireReader(ByteBuffer.allocate(0)).withElementsAtMost(MOST_ELEMENTS);

    private final ByteBuffer scratch = ByteBuffer.allocate(SCRATCH_BYTES);
    private final WireWriter writer = new WireWriter(scratch, ConnectionLoop::larger);
    private final Runnable flushing = this::flushDirty;
    private List<Connection> dirty = new ArrayList<>();
    private List<Connection> flushed = new ArrayList<>();
    private boolean watchingDrought;
    private @Nullable Runnable whenGone;
    private final ArrayDeque<Connection> thirsty = new ArrayDeque<>();
    /** Is read although there is no room: so that requests end, one after the other. */
    private @Nullable Connection favoured;

    private boolean hasAnyEnded;

    ConnectionLoop(
            NettyLoop loop, Clock clock, ByteBufAllocator allocator, RequestMemory budget, NetworkSettings settings) {
        this.loop = loop;
        this.clock = clock;
        this.allocator = allocator;
        this.budget = budget;
        arrivals = new ArrivalBuffer(allocator);
        idle = new IdleConnections(loop, settings.connections().maxIdle());
        complaints = new Complaints(clock);
    }

    private static ByteBuffer larger(int bytes) {
        if (bytes > MOST_REPLY_BYTES) {
            throw new ReplyTooLarge(MOST_REPLY_BYTES);
        }
        return ByteBuffer.allocate(bytes);
    }

    /** A writer to encode one reply with; its bytes are copied or sent before the next is encoded. */
    WireWriter writer() {
        return writer.reset(scratch.clear());
    }

    /** This connection has something to send: it goes out at the end of the turn, together with what else comes until then. */
    void markDirty(Connection connection) {
        if (dirty.isEmpty()) {
            loop.execute(flushing);
        }
        dirty.add(connection);
    }

    private void flushDirty() {
        var batch = dirty;
        dirty = flushed;
        flushed = batch;
        for (var i = 0; i < batch.size(); i++) {
            batch.get(i).flush();
        }
        batch.clear();
    }

    /** Every connection answers what it has and closes; {@code whenGone} runs once the last one has. On the loop. */
    void drain(Runnable whenGone) {
        this.whenGone = whenGone;
        for (var connection : idle.all()) {
            connection.drain();
        }
        onClosed();
    }

    /** Every connection of {@code listener} answers what it has and closes. On the loop. */
    void drain(String listener) {
        for (var connection : idle.all()) {
            if (connection.listener().equals(listener)) {
                connection.drain();
            }
        }
    }

    /** Closes the connections that are left; once they are gone, the buffer they shared goes as well. On the loop. */
    void close() {
        for (var connection : idle.all()) {
            connection.closeQuietly();
        }
        loop.execute(arrivals::close);
    }

    /** A connection is gone. */
    void onClosed() {
        if (whenGone != null && idle.first() == null) {
            whenGone.run();
            whenGone = null;
        }
    }

    /** This connection is not read until the broker holds fewer bytes of requests. */
    void awaitMemory(Connection connection) {
        thirsty.add(connection);
        if (favoured == null) {
            favourNext();
        }
        if (!watchingDrought) {
            watchingDrought = true;
            loop.schedule(LONGEST_DROUGHT, this::endDrought);
        }
    }

    boolean isFavoured(Connection connection) {
        return connection.equals(favoured);
    }

    private void favourNext() {
        do {
            favoured = thirsty.poll();
        } while (favoured != null && favoured.isGone());
        var next = favoured;
        if (next != null) {
            loop.execute(next::onRoom);
            loop.schedule(TURN, () -> endTurn(next));
        }
    }

    /** What has not ended by now waits for its next turn. */
    private void endTurn(Connection connection) {
        if (isFavoured(connection)) {
            favoured = null;
            connection.onTurnOver();
            if (favoured == null) {
                favourNext();
            }
        }
    }

    /** Nothing of this connection is still to arrive. */
    void onNothingUnfinished(Connection connection) {
        if (isFavoured(connection)) {
            hasAnyEnded = true;
            favourNext();
        }
    }

    /**
     * If requests that never end hold all the memory, waiting would never end either: the one that holds most of it is closed.
     */
    private void endDrought() {
        watchingDrought = false;
        if (hasAnyEnded) {
            hasAnyEnded = false;
            watchingDrought = true;
            loop.schedule(LONGEST_DROUGHT, this::endDrought);
            return;
        }
        Connection greediest = null;
        for (var each : thirsty) {
            if (greediest == null || each.unfinishedBytes() > greediest.unfinishedBytes()) {
                greediest = each;
            }
        }
        if (greediest == null || !budget.isFlooded()) {
            return;
        }
        var bytes = greediest.unfinishedBytes();
        if (bytes > 0) {
            greediest.closeBecause(bytes + " bytes of an unfinished request while the broker has no room for others");
        }
        watchingDrought = true;
        loop.schedule(DROUGHT_STEP, this::endDrought);
    }

    /** There is room for requests again. On the loop. */
    void onRoom() {
        for (var count = thirsty.size(); count > 0; count--) {
            var next = thirsty.poll();
            if (next != null) {
                next.onRoom();
            }
        }
    }
}
