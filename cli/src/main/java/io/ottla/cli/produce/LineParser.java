package io.ottla.cli.produce;

import static io.ottla.base.OwnedBy.Owner.CREATOR;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.ottla.base.OwnedBy;
import io.ottla.cli.tool.Failure;
import io.ottla.wire.batch.RecordHeader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a line apart: {@code h1:v1,h2:v2<TAB>key<TAB>value}, as far as the {@link ReaderProperties} ask for it. Works on
 * bytes, so that what is no UTF-8 passes unchanged. Key and value are views of the line.
 */
@OwnedBy(CREATOR)
final class LineParser {
    private final ReaderProperties properties;
    private byte[] line = new byte[0];
    private int at;
    private int to;
    private long number;

    private @Nullable ByteBuffer key;
    private @Nullable ByteBuffer value;
    private List<RecordHeader> headers = List.of();

    LineParser(ReaderProperties properties) {
        this.properties = properties;
    }

    /**
     * Takes the current line of the input apart.
     *
     * @throws Failure naming the line, if a separator is missing and {@code ignore.error} is not set
     */
    void parse(LineInput input) {
        line = input.bytes();
        at = input.from();
        to = input.to();
        number = input.number();
        headers =
                properties.parseHeaders ? headersOf(upTo(properties.headersDelimiter, "headers delimiter")) : List.of();
        key = properties.parseKey ? orNull(upTo(properties.keySeparator, "key separator")) : null;
        value = orNull(ByteBuffer.wrap(line, at, to - at));
    }

    /** The key of the record, if it has one. */
    @Nullable
    ByteBuffer key() {
        return key;
    }

    /** The value of the record, null if the line said so by the null marker. */
    @Nullable
    ByteBuffer value() {
        return value;
    }

    List<RecordHeader> headers() {
        return headers;
    }

    /** What lies before the separator; goes on behind it. Null if there is none and that is to be ignored. */
    private @Nullable ByteBuffer upTo(byte[] separator, String what) {
        var end = indexOf(separator, at, to);
        if (end < 0) {
            if (properties.ignoreError) {
                return null;
            }
            throw new Failure("line " + number + ": no " + what + " in '" + text(at, to) + "'");
        }
        var field = ByteBuffer.wrap(line, at, end - at);
        at = end + separator.length;
        return field;
    }

    private @Nullable ByteBuffer orNull(@Nullable ByteBuffer field) {
        return field == null || isNullMarker(field.position(), field.limit()) ? null : field;
    }

    private boolean isNullMarker(int from, int end) {
        var marker = properties.nullMarker;
        return marker != null && Arrays.equals(line, from, end, marker, 0, marker.length);
    }

    private List<RecordHeader> headersOf(@Nullable ByteBuffer field) {
        if (field == null || isNullMarker(field.position(), field.limit())) {
            return List.of();
        }
        var found = new ArrayList<RecordHeader>();
        var from = field.position();
        while (from <= field.limit()) {
            var next = indexOf(properties.headersSeparator, from, field.limit());
            var end = next < 0 ? field.limit() : next;
            if (end > from || next >= 0) {
                found.add(header(from, end));
            }
            from = end + properties.headersSeparator.length;
        }
        return found;
    }

    private RecordHeader header(int from, int end) {
        var colon = indexOf(properties.headersKeySeparator, from, end);
        if (colon < 0) {
            if (properties.ignoreError) {
                return new RecordHeader(text(from, end), null);
            }
            throw new Failure("line " + number + ": no header key separator in '" + text(from, end) + "'");
        }
        if (isNullMarker(from, colon)) {
            throw new Failure("line " + number + ": the key of a header cannot be null");
        }
        var valueFrom = colon + properties.headersKeySeparator.length;
        var headerValue =
                isNullMarker(valueFrom, end) ? null : ByteBuffer.wrap(Arrays.copyOfRange(line, valueFrom, end));
        return new RecordHeader(text(from, colon), headerValue);
    }

    private String text(int from, int end) {
        return new String(line, from, end - from, UTF_8);
    }

    private int indexOf(byte[] wanted, int from, int end) {
        for (int i = from; i <= end - wanted.length; i++) {
            if (Arrays.equals(line, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
