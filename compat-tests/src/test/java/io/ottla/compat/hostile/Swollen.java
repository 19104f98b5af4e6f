package io.ottla.compat.hostile;

import io.ottla.compat.Peer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.types.Schema;
import org.apache.kafka.common.protocol.types.TaggedFields;
import org.apache.kafka.common.protocol.types.Type;

/**
 * A well-formed request of one API and version in which one list has very many elements, each as small as the schema of the Java
 * client's own message class lets it be: what weighs a byte or two on the wire may weigh a hundred where it is read.
 */
final class Swollen {
    private static final int NONE = -1;
    private static final Map<String, Integer> WIDTHS = Map.of(
            "BOOLEAN", 1, "INT8", 1, "INT16", 2, "UINT16", 2, "INT32", 4, "UINT32", 4, "INT64", 8, "FLOAT64", 8, "UUID",
            16);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int chosen;
    private final int size;
    private int next;

    /** @param chosen which of the lists is long, in the order of the schema */
    private Swollen(int chosen, int size) {
        this.chosen = chosen;
        this.size = size;
    }

    /** A frame of about so many bytes for each list there is in this request. */
    static List<byte[]> frames(ApiKeys api, short version, int size) {
        var schema = api.messageType.requestSchemas()[version];
        var frames = new ArrayList<byte[]>();
        for (int list = lists(schema); list > 0; list--) {
            frames.add(frame(api, version, list - 1, size));
        }
        return frames;
    }

    /** A frame in which the list of this number, from 0 on, is long. */
    static byte[] frame(ApiKeys api, short version, int list, int size) {
        var swollen = new Swollen(list, size);
        swollen.writeHeader(api, version);
        swollen.write(api.messageType.requestSchemas()[version]);
        return Peer.frame(ByteBuffer.wrap(swollen.bytes.toByteArray()));
    }

    private static int lists(Type type) {
        if (type instanceof Schema schema) {
            int lists = 0;
            for (var field : schema.fields()) {
                lists += lists(field.def.type);
            }
            return lists;
        }
        return type.isArray() ? 1 + lists(type.arrayElementType().orElseThrow()) : 0;
    }

    private void writeHeader(ApiKeys api, short version) {
        var header = ByteBuffer.allocate(10)
                .putShort(api.id)
                .putShort(version)
                .putInt(7)
                .putShort((short) 0);
        bytes.writeBytes(header.array());
        if (api.requestHeaderVersion(version) > 1) {
            bytes.write(0);
        }
    }

    private void write(Type type) {
        if (type instanceof TaggedFields) {
            bytes.write(0);
        } else if (type instanceof Schema schema) {
            if (schema.isNullable()) {
                bytes.write(1);
            }
            for (var field : schema.fields()) {
                write(field.def.type);
            }
        } else if (type.isArray()) {
            writeList(type.arrayElementType().orElseThrow(), isCompact(type));
        } else {
            writePlain(type);
        }
    }

    private static boolean isCompact(Type type) {
        return String.valueOf(type).startsWith("COMPACT");
    }

    private void writeList(Type type, boolean compact) {
        int mine = next++;
        int within = lists(type);
        if (mine == chosen) {
            var one = new Swollen(NONE, 0);
            one.write(type);
            int count = size / one.bytes.size();
            writeCount(count, compact);
            var element = one.bytes.toByteArray();
            for (int i = 0; i < count; i++) {
                bytes.writeBytes(element);
            }
            next += within;
        } else if (mine < chosen && chosen <= mine + within) {
            writeCount(1, compact);
            write(type);
        } else {
            writeCount(0, compact);
            next += within;
        }
    }

    private void writeCount(int count, boolean compact) {
        if (compact) {
            int left = count + 1;
            for (; left > 0x7f; left >>>= 7) {
                bytes.write((left & 0x7f) | 0x80);
            }
            bytes.write(left);
        } else {
            bytes.writeBytes(ByteBuffer.allocate(4).putInt(count).array());
        }
    }

    /** Numbers are 0, texts are empty. */
    private void writePlain(Type type) {
        var name = String.valueOf(type);
        if (isCompact(type)) {
            bytes.write(1);
        } else {
            bytes.writeBytes(new byte[WIDTHS.getOrDefault(name, name.endsWith("STRING") ? 2 : 4)]);
        }
    }
}
