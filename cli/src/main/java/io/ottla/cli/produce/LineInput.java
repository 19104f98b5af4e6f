package io.ottla.cli.produce;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of a stream, as bytes and without a copy. A line ends with LF, CR or CRLF, as for Kafka's tool; the last one may end
 * with the stream. What is shown belongs to the current line until {@link #next}.
 */
@OwnedBy(CREATOR)
final class LineInput {
    private static final int FIRST_BYTES = 1 << 17;

    private final InputStream in;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int filled;
    private int lineFrom;
    private int lineTo;
    private int nextFrom;
    private boolean afterCarriageReturn;
    private boolean ended;
    private long number;

    LineInput(InputStream in) {
        this.in = in;
    }

    /** Moves to the next line, reading on if need be. False after the last. */
    boolean next() throws IOException {
        skipLineFeedOfPair();
        lineFrom = nextFrom;
        var at = lineFrom;
        while (true) {
            while (at < filled && bytes[at] != '\n' && bytes[at] != '\r') {
                at++;
            }
            if (at < filled) {
                afterCarriageReturn = bytes[at] == '\r';
                return lineEndsAt(at, at + 1);
            }
            var before = at - lineFrom;
            if (ended || !fill()) {
                return before > 0 && lineEndsAt(lineFrom + before, lineFrom + before);
            }
            at = lineFrom + before;
            if (before == 0) {
                skipLineFeedOfPair();
                lineFrom = nextFrom;
                at = lineFrom;
            }
        }
    }

    private boolean lineEndsAt(int to, int next) {
        lineTo = to;
        nextFrom = next;
        number++;
        return true;
    }

    private void skipLineFeedOfPair() {
        if (afterCarriageReturn && nextFrom < filled) {
            if (bytes[nextFrom] == '\n') {
                nextFrom++;
            }
            afterCarriageReturn = false;
        }
    }

    /** Reads more behind the current line, which moves to the front. */
    private boolean fill() throws IOException {
        if (lineFrom > 0) {
            System.arraycopy(bytes, lineFrom, bytes, 0, filled - lineFrom);
            filled -= lineFrom;
            nextFrom -= lineFrom;
            lineFrom = 0;
        }
        if (filled == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.multiplyExact(bytes.length, 2));
        }
        var read = in.read(bytes, filled, bytes.length - filled);
        if (read < 0) {
            ended = true;
            return false;
        }
        filled += read;
        return true;
    }

    /** Would {@link #next} have to wait for whoever writes? Then what was read so far should not wait with it. */
    boolean mayBlock() throws IOException {
        return !ended && !hasWholeLine() && in.available() == 0;
    }

    private boolean hasWholeLine() {
        for (int i = nextFrom; i < filled; i++) {
            var secondOfPair = afterCarriageReturn && i == nextFrom;
            if (bytes[i] == '\r' || (bytes[i] == '\n' && !secondOfPair)) {
                return true;
            }
        }
        return false;
    }

    /** The array the line lies in. */
    byte[] bytes() {
        return bytes;
    }

    /** Where in the array the line begins. */
    int from() {
        return lineFrom;
    }

    /** Where it ends, exclusive, without its line end. */
    int to() {
        return lineTo;
    }

    /** The number of the line, from 1. */
    long number() {
        return number;
    }
}
