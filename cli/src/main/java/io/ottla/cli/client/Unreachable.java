package io.ottla.cli.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A broker that could not be reached, or a connection that broke. */
public final class Unreachable extends ClientFailure {
    private static final long serialVersionUID = 1;

    private static final int TLS_ALERT = 0x1503;
    private static final int HTTP = 0x48545450;
    /** The bits behind the first byte of four. */
    private static final int BEHIND_FIRST = 24;

    private final boolean mayPass;

    /** Another address or another moment may do better. */
    public Unreachable(String line, @Nullable Throwable cause) {
        this(line, cause, true);
    }

    /** @param mayPass may the same address do better in a moment? */
    Unreachable(String line, @Nullable Throwable cause, boolean mayPass) {
        super(line, cause);
        this.mayPass = mayPass;
    }

    /** Who answers is no Kafka broker: the first four bytes are no size that an answer could have. */
    static Unreachable stranger(HostPort address, int firstBytes) {
        return new Unreachable(tongue(address, firstBytes), null, false);
    }

    private static String tongue(HostPort address, int firstBytes) {
        if (firstBytes == HTTP || firstBytes >>> BEHIND_FIRST == '<') {
            return address + " is an HTTP server, not a Kafka broker";
        }
        if (firstBytes >>> Short.SIZE == TLS_ALERT) {
            return address + " speaks TLS, which these tools do not yet; is there a PLAINTEXT listener?";
        }
        var text =
                new String(ByteBuffer.allocate(Integer.BYTES).putInt(firstBytes).array(), StandardCharsets.ISO_8859_1);
        var isText = text.chars().allMatch(letter -> letter >= ' ' && letter < 127);
        return "what " + address + " answers is not the Kafka protocol ("
                + (isText ? "it begins with '" + text + "'" : "a frame of " + firstBytes + " bytes") + ")";
    }

    /** Who listens was greeted, and nothing came. */
    static Unreachable silent(HostPort address, Throwable cause) {
        return new Unreachable(address + " accepts connections and does not answer; is it a Kafka broker?", cause);
    }

    /** Who listens was greeted, and hung up. */
    static Unreachable hangingUp(HostPort address, Throwable cause) {
        return new Unreachable(
                address + " closes the connection when it is greeted; is it a Kafka broker, and does its listener speak"
                        + " PLAINTEXT?",
                cause);
    }

    /** Is it worth while to try again? */
    boolean mayPass() {
        return mayPass;
    }
}
