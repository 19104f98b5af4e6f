package io.ottla.bench.floor;

import io.ottla.bench.load.CannedAnswers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** One thread, one selector, one read and one write a turn of a connection; every frame gets its canned answer. */
public final class AnswerOnlyServer {

    private static final int BUFFER_BYTES = 64 << 10;

    private final CannedAnswers answers = new CannedAnswers();
    private final ByteBuffer out = ByteBuffer.allocateDirect(16 * BUFFER_BYTES);
    private final Selector selector;

    private AnswerOnlyServer(int port) throws IOException {
        selector = Selector.open();
        ServerSocketChannel listening = ServerSocketChannel.open().bind(new InetSocketAddress("localhost", port), 1024);
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Serves the port given until it is killed. */
    public static void main(String[] arguments) throws IOException {
        AnswerOnlyServer server = new AnswerOnlyServer(Integer.parseInt(arguments[0]));
        while (server.selector.isOpen()) server.selector.select(server::serve);
    }

    private void serve(SelectionKey key) {
        try {
            if (key.isAcceptable()) accept((ServerSocketChannel) key.channel());
            else answer((SocketChannel) key.channel(), (ByteBuffer) key.attachment());
        } catch (IOException e) {
            key.cancel();
        }
    }

    private void accept(ServerSocketChannel listening) throws IOException {
        SocketChannel channel = listening.accept();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.register(selector, SelectionKey.OP_READ, ByteBuffer.allocateDirect(BUFFER_BYTES));
    }

    private void answer(SocketChannel channel, ByteBuffer in) throws IOException {
        if (channel.read(in) < 0) {
            channel.close();
            return;
        }
        out.clear();
        int at = 0;
        int end = in.position();
        for (; end - at >= 4 && end - at - 4 >= in.getInt(at); at += 4 + in.getInt(at)) reply(in, at);
        in.position(at).limit(end);
        in.compact();
        out.flip();
        while (out.hasRemaining()) channel.write(out);
    }

    private void reply(ByteBuffer in, int at) {
        int start = out.position();
        out.put(answers.to(in, at + 4, in.getInt(at)));
        out.putInt(start + CannedAnswers.CORRELATION_AT, in.getInt(at + 8));
    }
}
