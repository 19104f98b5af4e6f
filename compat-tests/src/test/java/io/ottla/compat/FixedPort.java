package io.ottla.compat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port on localhost that a broker keeps over restarts. It lies below those the kernel hands out by itself: a client that
 * tries again and again to reach a port of those, while nobody listens there, may end up connected to itself.
 */
public record FixedPort(int number) {
    private static final int LOWEST = 10_000;
    private static final int COUNT = 20_000;

    /** One that nobody listens on now. */
    public static FixedPort free() {
        int number = LOWEST + ThreadLocalRandom.current().nextInt(COUNT);
        while (!isFree(number)) {
            number++;
        }
        return new FixedPort(number);
    }

    private static boolean isFree(int number) {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress("localhost", number));
            return true;
        } catch (BindException taken) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The setting that makes a broker listen there. */
    public String listeners() {
        return "listeners=PLAINTEXT://localhost:" + number;
    }
}
