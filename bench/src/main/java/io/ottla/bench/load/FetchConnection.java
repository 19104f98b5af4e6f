package io.ottla.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Reads one partition, one fetch after the other, and begins again at its end. One thread. */
final class FetchConnection implements AutoCloseable {

    private static final int BUFFER_BYTES = 256 << 10;
    /** Correlation id and no tags. */
    private static final int HEADER_BYTES = 5;

    private final SocketChannel channel;
    private final ByteBuffer request;
    private final int fetchOffsetAt;
    private final ByteBuffer start;
    private final ByteBuffer body = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final int errorAt;
    private final int batchBytes;
    private final int batchRecords;
    private final boolean discard;
    private long offset;
    private int correlation;

    FetchConnection(InetSocketAddress address, Readers.Plan plan, int partition) throws IOException {
        byte[] frame = Requests.fetch(plan.topic(), partition);
        this.fetchOffsetAt = Requests.fetchOffsetAt(frame);
        this.request = ByteBuffer.allocateDirect(frame.length).put(frame);
        this.errorAt = 4 + HEADER_BYTES + 4 + 2 + 4 + 1 + 1 + plan.topic().length() + 1 + 4;
        // up to and with the first byte of the length of the records
        this.start = ByteBuffer.allocateDirect(errorAt + 2 + 3 * 8 + 1 + 4 + 1);
        this.batchBytes = plan.batchBytes();
        this.batchRecords = plan.batchRecords();
        this.discard = plan.discard();
        this.channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(address);
    }

    /** Fetches once; returns how many bytes of records came. */
    long fetchNext() throws IOException {
        request.putInt(Requests.CORRELATION_AT, ++correlation)
                .putLong(fetchOffsetAt, offset)
                .clear();
        while (request.hasRemaining()) channel.write(request);
        readFully(start.clear());
        int left = start.getInt(0) - (start.capacity() - 4);
        checkStart();
        int lengthBytes = 1;
        int length = start.get(start.capacity() - 1) & 0x7f;
        for (byte last = start.get(start.capacity() - 1); last < 0; lengthBytes++) {
            readFully(body.clear().limit(1));
            last = body.get(0);
            length |= (last & 0x7f) << (7 * lengthBytes);
        }
        int records = length - 1;
        left -= lengthBytes - 1;
        if (records > left) throw new BadAnswer("Fetch announces " + records + " bytes in a rest of " + left);
        take(left);
        advance(records);
        return Math.max(0, records);
    }

    private void checkStart() {
        if (start.getInt(4) != correlation) throw new BadAnswer("an answer to another fetch");
        AnswerCheck.demand(
                start.getShort(4 + HEADER_BYTES + 4) == 0, "Fetch error %d", start.getShort(4 + HEADER_BYTES + 4));
        AnswerCheck.demand(start.getShort(errorAt) == 0, "Fetch error %d of the partition", start.getShort(errorAt));
    }

    /** Takes the rest of the answer from the socket, and looks at the first batch when it comes to us. */
    private void take(int bytes) throws IOException {
        int left = bytes;
        if (discard && left > 0) {
            Discard.from(channel, left);
            return;
        }
        boolean first = true;
        while (left > 0) {
            body.clear().limit(Math.min(left, body.capacity()));
            if (first && bytes >= batchBytes) checkFirstBatch();
            else if (channel.read(body) < 0) throw new EOFException("the broker closed within an answer");
            first = false;
            left -= body.position();
        }
    }

    private void checkFirstBatch() throws IOException {
        while (body.position() < 8) {
            if (channel.read(body) < 0) throw new EOFException("the broker closed within an answer");
        }
        AnswerCheck.demand(body.getLong(0) == offset, "the first batch begins at %d", body.getLong(0));
    }

    private void advance(int records) {
        int batches = Math.max(0, records) / batchBytes;
        if (batches == 0) throw new BadAnswer("Fetch at " + offset + " brought no whole batch");
        offset += (long) batches * batchRecords;
        long highWatermark = start.getLong(errorAt + 2);
        if (offset >= highWatermark) offset = 0;
    }

    private void readFully(ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into) < 0) throw new EOFException("the broker closed the connection");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
