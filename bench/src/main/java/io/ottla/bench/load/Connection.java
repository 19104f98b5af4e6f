package io.ottla.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * One connection of the generator: sends its requests in turn with consecutive correlation ids, and checks that the answers
 * come in that order and are good. Lives on the generator's thread.
 */
final class Connection {

    private static final int OUT_BYTES = 96 << 10;
    private static final int IN_BYTES = 64 << 10;
    private static final int MAX_IN_FLIGHT = 1 << 12;

    private final SocketChannel channel;
    private final List<byte[]> requests;
    private final AnswerCheck check;
    private final ByteBuffer out;
    private final long[] sentNanos = new long[MAX_IN_FLIGHT];
    private final int firstRequest;
    private ByteBuffer in = ByteBuffer.allocateDirect(IN_BYTES);
    private int queued;
    private int answered;
    private boolean writing;

    Connection(InetSocketAddress address, List<byte[]> requests, int firstRequest, AnswerCheck check)
            throws IOException {
        this.channel = SocketChannel.open();
        this.requests = requests;
        this.firstRequest = firstRequest;
        this.check = check;
        int longest = requests.stream().mapToInt(each -> each.length).max().orElseThrow();
        this.out = ByteBuffer.allocateDirect(Math.max(OUT_BYTES, 4 * longest));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(address);
        channel.configureBlocking(false);
    }

    SocketChannel channel() {
        return channel;
    }

    int inFlight() {
        return queued - answered;
    }

    int answered() {
        return answered;
    }

    /** Puts the next request in the queue, unless there is no room for it now.
     *  @param nanos when it is sent, or was to be sent: its latency counts from here */
    boolean enqueue(long nanos) {
        byte[] request = requests.get((firstRequest + queued) % requests.size());
        if (out.remaining() < request.length || inFlight() == MAX_IN_FLIGHT) return false;
        int start = out.position();
        out.put(request).putInt(start + Requests.CORRELATION_AT, queued);
        sentNanos[queued % MAX_IN_FLIGHT] = nanos;
        queued++;
        return true;
    }

    /** Writes what the socket takes; asks to be woken for the rest. */
    void flush(SelectionKey key) throws IOException {
        out.flip();
        if (out.hasRemaining()) channel.write(out);
        boolean rest = out.hasRemaining();
        out.compact();
        if (rest != writing) {
            writing = rest;
            key.interestOps(rest ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
    }

    /** Takes the answers that have come.
     *  @param latencies where to record them
     *  @return how many */
    int receive(Histogram latencies) throws IOException {
        int read = channel.read(in);
        if (read < 0) throw new BadAnswer("the broker closed a connection with " + inFlight() + " in flight");
        if (read == 0) return 0;
        long now = System.nanoTime();
        int before = answered;
        int at = 0;
        int end = in.position();
        while (end - at >= 4) {
            int length = in.getInt(at);
            if (length < 4 || length > 64 << 20) throw new BadAnswer("an answer of " + length + " bytes");
            if (end - at - 4 < length) break;
            take(at + 4, length, now, latencies);
            at += 4 + length;
        }
        keepRest(at, end);
        return answered - before;
    }

    private void take(int at, int length, long now, Histogram latencies) {
        if (in.getInt(at) != answered) {
            throw new BadAnswer("answer " + in.getInt(at) + " came where " + answered + " was due");
        }
        check.check(in, at, length);
        latencies.recordValue(Math.max(0, now - sentNanos[answered % MAX_IN_FLIGHT]));
        answered++;
    }

    private void keepRest(int at, int end) {
        if (at == end) {
            in.clear();
            return;
        }
        int needed = end - at >= 4 ? in.getInt(at) + 4 : 4;
        in.position(at).limit(end);
        if (needed > in.capacity()) in = ByteBuffer.allocateDirect(2 * needed).put(in);
        else in.compact();
    }

    void close() throws IOException {
        channel.close();
    }
}
