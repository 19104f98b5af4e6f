package io.ottla.broker.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Frames as a client of {@link EchoServer} writes and reads them. */
final class Frames {
    private Frames() {}

    static byte[] frame(String text) {
        return frame(text.getBytes(ISO_8859_1));
    }

    static byte[] frame(byte[] content) {
        return ByteBuffer.allocate(4 + content.length)
                .putInt(content.length)
                .put(content)
                .array();
    }

    /** A request of {@code size} bytes that begins with {@code kind}. */
    static byte[] large(char kind, int size) {
        var content = new byte[size];
        for (var i = 0; i < size; i++) {
            content[i] = (byte) (i * 31);
        }
        content[0] = (byte) kind;
        return content;
    }

    static byte[] all(String... texts) throws IOException {
        var all = new ByteArrayOutputStream();
        for (var text : texts) {
            all.write(frame(text));
        }
        return all.toByteArray();
    }

    static void send(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** What the echo sent back: the content of a reply, whose own length it carries. */
    static byte[] reply(Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        var size = in.readInt();
        var length = in.readInt();
        if (length != size - 4) {
            throw new IOException("a reply of " + size + " bytes holds " + length);
        }
        return in.readNBytes(length);
    }

    static String text(Socket socket) throws IOException {
        return new String(reply(socket), ISO_8859_1);
    }
}
