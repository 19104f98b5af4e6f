package io.ottla.bench.load;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Connections that ask one thing as they open and stay. One thread. */
public final class Crowd implements AutoCloseable {

    private final InetSocketAddress address;
    private final List<Socket> sockets = new ArrayList<>();
    private final byte[] question = Requests.apiVersions();

    public Crowd(InetSocketAddress address) {
        this.address = address;
    }

    /** Opens so many more, one after the other. */
    public void grow(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket();
            sockets.add(socket);
            socket.setTcpNoDelay(true);
            socket.connect(address);
            socket.getOutputStream().write(question);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int length = in.readInt();
            if (in.readNBytes(length).length < length) throw new EOFException("the broker closed within an answer");
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) socket.close();
    }
}
