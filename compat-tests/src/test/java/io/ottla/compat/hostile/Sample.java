package io.ottla.compat.hostile;

import io.ottla.compat.Peer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.types.Field;
import org.apache.kafka.common.protocol.types.Schema;
import org.apache.kafka.common.protocol.types.TaggedFields;
import org.apache.kafka.common.protocol.types.Type;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;

/**
 * A well-formed request of one API and version, laid out along the schema of the Java client's own message class: every array has
 * an element, every string some letters, every tagged field is there. Remembers what stands where, so that it can be spoiled.
 */
final class Sample {
    private static final String WORD = "victim";
    private static final int CORRELATION_ID = 7;
    private static final int SHORT_WAIT_MS = 10;

    private final ApiKeys api;
    private final short version;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Spot> spots = new ArrayList<>();

    /** What a number in a request is. */
    enum Kind {
        INT8(1),
        INT16(2),
        INT32(4),
        INT64(8),
        /** An unsigned varint: a length plus one, a count, a tag. */
        VARINT(1);

        final int width;

        Kind(int width) {
            this.width = width;
        }
    }

    /** A number that decides something: at {@code at} stands a number of this kind. */
    record Spot(int at, Kind kind, String name) {}

    private Sample(ApiKeys api, short version) {
        this.api = api;
        this.version = version;
    }

    static Sample of(ApiKeys api, short version) {
        var sample = new Sample(api, version);
        sample.write(RequestHeaderData.SCHEMAS[api.requestHeaderVersion(version)]);
        sample.write(api.messageType.requestSchemas()[version]);
        return sample;
    }

    boolean isNewest() {
        return version == api.latestVersion();
    }

    /** A line that {@link #read} understands. */
    String written() {
        var line =
                new StringBuilder(api.id + " " + version + " " + HexFormat.of().formatHex(content()));
        for (var spot : spots) {
            line.append(' ')
                    .append(spot.at)
                    .append(':')
                    .append(spot.kind)
                    .append(':')
                    .append(spot.name.replace(' ', '_'));
        }
        return line.toString();
    }

    /** A sample that a JVM with other classes has written. */
    static Sample read(String line) {
        var words = line.split(" ", -1);
        var sample = new Sample(ApiKeys.forId(Integer.parseInt(words[0])), Short.parseShort(words[1]));
        sample.bytes.writeBytes(HexFormat.of().parseHex(words[2]));
        for (int i = 3; i < words.length; i++) {
            var parts = words[i].split(":", -1);
            sample.spots.add(new Spot(Integer.parseInt(parts[0]), Kind.valueOf(parts[1]), parts[2].replace('_', ' ')));
        }
        return sample;
    }

    /** The request, without its size. */
    byte[] content() {
        return bytes.toByteArray();
    }

    /** With its size. */
    byte[] frame() {
        return Peer.frame(ByteBuffer.wrap(content()));
    }

    List<Spot> spots() {
        return spots;
    }

    /** The request with other bytes instead of the number at a spot; the size of the frame is true. */
    byte[] with(Spot spot, byte[] instead) {
        var whole = content();
        var spoiled = ByteBuffer.allocate(whole.length - spot.kind().width + instead.length);
        spoiled.put(whole, 0, spot.at()).put(instead);
        int rest = spot.at() + spot.kind().width;
        spoiled.put(whole, rest, whole.length - rest);
        return Peer.frame(spoiled.flip());
    }

    private void write(Schema schema) {
        for (var field : schema.fields()) {
            write(field.def);
        }
    }

    private void write(Field field) {
        var type = field.type;
        if (type instanceof TaggedFields tagged) {
            writeTagged(tagged);
        } else if (type instanceof Schema nested) {
            if (nested.isNullable()) {
                put(Kind.INT8, field.name + " is there", 1);
            }
            write(nested);
        } else if (type.isArray()) {
            writeArray(field, type);
        } else {
            writePlain(field.name, type);
        }
    }

    private void writeArray(Field field, Type type) {
        if (type.toString().startsWith("COMPACT")) {
            varint(2, field.name + " count");
        } else {
            int32(1, field.name + " count");
        }
        write(new Field(field.name, type.arrayElementType().orElseThrow()));
    }

    private void writeTagged(TaggedFields tagged) {
        varint(tagged.fields().size(), "count of tagged fields");
        tagged.fields().forEach((tag, field) -> {
            varint(tag, "tag " + field.name);
            var content = new Sample(api, version);
            content.write(field);
            varint(content.bytes.size(), "size of tagged " + field.name);
            for (var spot : content.spots) {
                spots.add(new Spot(bytes.size() + spot.at(), spot.kind(), spot.name()));
            }
            bytes.writeBytes(content.content());
        });
    }

    private void writePlain(String name, Type type) {
        switch (String.valueOf(type)) {
            case "BOOLEAN" -> bytes.write(1);
            case "INT8" -> put(Kind.INT8, name, 0);
            case "INT16", "UINT16" -> put(Kind.INT16, name, int16Of(name));
            case "INT32", "UINT32" -> put(Kind.INT32, name, int32Of(name));
            case "INT64" -> put(Kind.INT64, name, name.contains("timestamp") ? -1 : 0);
            case "FLOAT64" -> bytes.writeBytes(new byte[Double.BYTES]);
            case "UUID" -> bytes.writeBytes("sixteen letters.".getBytes(StandardCharsets.US_ASCII));
            case "STRING", "NULLABLE_STRING" -> {
                put(Kind.INT16, name + " length", WORD.length());
                bytes.writeBytes(WORD.getBytes(StandardCharsets.US_ASCII));
            }
            case "COMPACT_STRING", "COMPACT_NULLABLE_STRING" -> {
                varint(WORD.length() + 1, name + " length");
                bytes.writeBytes(WORD.getBytes(StandardCharsets.US_ASCII));
            }
            case "BYTES", "NULLABLE_BYTES", "RECORDS", "NULLABLE_RECORDS" -> {
                var content = bytesOf(type);
                int32(content.length, name + " length");
                bytes.writeBytes(content);
            }
            case "COMPACT_BYTES", "COMPACT_NULLABLE_BYTES", "COMPACT_RECORDS", "COMPACT_NULLABLE_RECORDS" -> {
                var content = bytesOf(type);
                varint(content.length + 1, name + " length");
                bytes.writeBytes(content);
            }
            default -> throw new AssertionError("what is a " + type + "? It is the type of " + name);
        }
    }

    private long int16Of(String name) {
        return switch (name) {
            case "request_api_key" -> api.id;
            case "request_api_version" -> version;
            case "acks" -> -1;
            default -> 1;
        };
    }

    private static long int32Of(String name) {
        return switch (name) {
            case "correlation_id" -> CORRELATION_ID;
            case "replica_id", "session_epoch", "leader_epoch", "current_leader_epoch" -> -1;
            case "partition_index", "partition", "index", "session_id", "min_bytes" -> 0;
            default -> name.endsWith("_ms") ? SHORT_WAIT_MS : 1;
        };
    }

    private static byte[] bytesOf(Type type) {
        if (!String.valueOf(type).contains("RECORDS")) {
            return WORD.getBytes(StandardCharsets.US_ASCII);
        }
        var records = MemoryRecords.withRecords(
                        Compression.NONE, new SimpleRecord(WORD.getBytes(StandardCharsets.US_ASCII)))
                .buffer();
        var content = new byte[Math.min(records.remaining(), 126)]; // its length fits into one byte of varint
        records.get(content);
        return content;
    }

    private void int32(int value, String name) {
        put(Kind.INT32, name, value);
    }

    /** @param value below 128 */
    private void varint(int value, String name) {
        put(Kind.VARINT, name, value);
    }

    private void put(Kind kind, String name, long value) {
        spots.add(new Spot(bytes.size(), kind, name));
        for (int shift = (kind.width - 1) * 8; shift >= 0; shift -= 8) {
            bytes.write((int) (value >>> shift));
        }
    }

    /** Has this request been answered? Its answer, as a frame without its size, says so. */
    static boolean isAnsweredBy(ByteBuffer answer) {
        return answer.remaining() >= Integer.BYTES && answer.getInt(0) == CORRELATION_ID;
    }

    @Override
    public String toString() {
        return api.name + " " + version;
    }
}
