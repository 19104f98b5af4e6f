package io.ottla.broker.joint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;

/**
 * Numbers nobody can foresee, from the operating system itself: loading the security providers of the JDK for the few we need would be
 * a good part of a start. Any thread; {@code synchronized}, for ids are drawn seldom and on any loop.
 */
final class SystemRandom extends Random {
    private static final long serialVersionUID = 1;
    private static final Path SOURCE = Path.of("/dev/urandom");
    private static final int BYTES_AT_ONCE = 256;

    private final byte[] bytes = new byte[BYTES_AT_ONCE];
    private int used = BYTES_AT_ONCE;

    private SystemRandom() {}

    static Random create() {
        return Files.isReadable(SOURCE) ? new SystemRandom() : new SecureRandom();
    }

    @Override
    protected synchronized int next(int bits) {
        if (used == BYTES_AT_ONCE) {
            refill();
        }
        var number = 0;
        for (var i = 0; i < Integer.BYTES; i++) {
            number = (number << 8) | (bytes[used++] & 0xFF);
        }
        return number >>> (Integer.SIZE - bits);
    }

    private void refill() {
        try (InputStream source = Files.newInputStream(SOURCE)) {
            if (source.readNBytes(bytes, 0, BYTES_AT_ONCE) < BYTES_AT_ONCE) {
                throw new IOException(SOURCE + " has ended");
            }
            used = 0;
        } catch (IOException e) {
            throw new IllegalStateException("no random numbers to be had", e);
        }
    }
}
