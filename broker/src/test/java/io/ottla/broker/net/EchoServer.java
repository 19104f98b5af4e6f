package io.ottla.broker.net;

import io.ottla.base.Clock;
import io.ottla.broker.config.BrokerConfig;
import io.ottla.broker.quota.ConnectionRates;
import io.ottla.broker.quota.Windows;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.codec.BytesPayload;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The network side with a handler that echoes. What the first byte of a request says is done with it: E answers at once, H holds
 * the frame and waits for the test, N never has a reply, M is malformed, B is answered with a million bytes, D has a reply
 * that cannot be written, L one that is too large.
 */
final class EchoServer implements FrameHandler, AutoCloseable {
    private final IoLoops loops;
    private final Network network;
    private final InetSocketAddress address;
    final BlockingQueue<Exchange> held = new LinkedBlockingQueue<>();

    private EchoServer(int loopCount, Map<String, String> settings) throws IOException {
        var config = new HashMap<>(Map.of("listeners", "PLAINTEXT://localhost:0"));
        config.putAll(settings);
        loops = IoLoops.start(loopCount);
        var net = BrokerConfig.of(config).network();
        network = new Network(
                loops,
                Clock.system(),
                net,
                new ConnectionRates(Clock.system(), new Windows(11, 1000), Runnable::run),
                Buffers.POOLED);
        address = network.bind(net.listeners(), this).values().iterator().next();
        network.accept();
    }

    static EchoServer start() throws IOException {
        return start(Map.of());
    }

    static EchoServer start(Map<String, String> settings) throws IOException {
        return new EchoServer(1, settings);
    }

    static EchoServer withLoops(int count) throws IOException {
        return new EchoServer(count, Map.of());
    }

    /** All but those of kind S. */
    @Override
    public boolean mayOverlap(short apiKey) {
        return apiKey >> 8 != 'S';
    }

    @Override
    public void handle(Exchange exchange) {
        switch (exchange.frame().get(0)) {
            case 'H' -> {
                exchange.hold();
                held.add(exchange);
            }
            case 'N' -> exchange.finishWithoutReply();
            case 'M' -> throw new MalformedMessage("first byte", "is M");
            case 'D' ->
                exchange.reply(out -> {
                    throw new IllegalStateException("cannot be written");
                });
            case 'L' ->
                exchange.reply(out -> {
                    for (int i = 0; i < 20 << 20; i++) {
                        out.int64(i);
                    }
                });
            case 'B' ->
                exchange.reply(out -> out.records("big", new BytesPayload(ByteBuffer.allocate(1_000_000)), false));
            default -> echo(exchange);
        }
    }

    /** Answers a held request, from this thread. */
    void release(Exchange exchange) {
        echo(exchange);
        exchange.release();
    }

    private static void echo(Exchange exchange) {
        var copy = ByteBuffer.allocate(exchange.frame().remaining())
                .put(exchange.frame().duplicate())
                .flip();
        exchange.reply(out -> out.bytes("echo", copy, false));
    }

    Socket connect() throws IOException {
        var socket = new Socket();
        socket.setSoTimeout(10_000);
        socket.connect(address);
        return socket;
    }

    long heldBytes() {
        return network.heldRequestBytes();
    }

    int arrivedConnections() {
        return network.connections();
    }

    void drain(Duration patience) throws InterruptedException {
        network.drain(patience);
    }

    @Override
    public void close() {
        network.close();
        loops.close();
    }
}
