package io.ottla.cli.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ottla.wire.MalformedMessage;
import io.ottla.wire.codec.KeyedCodecs;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.stored.MetadataRecords;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How keys and values of records are written out. */
interface RecordText {
    /** What to write as the key; null if nothing. */
    @Nullable
    String key(@Nullable ByteBuffer key);

    /** What to write as the value; null if nothing. The key is that of the same record. */
    @Nullable
    String value(@Nullable ByteBuffer key, @Nullable ByteBuffer value, long offset);

    /** Both by one rule each; nothing is written where there is nothing. */
    static RecordText of(FieldRule keys, FieldRule values) {
        return new RecordText() {
            @Override
            public @Nullable String key(@Nullable ByteBuffer key) {
                return key == null ? null : keys.text(key);
            }

            @Override
            public @Nullable String value(@Nullable ByteBuffer key, @Nullable ByteBuffer value, long offset) {
                return value == null ? null : values.text(value);
            }
        };
    }

    /** How a field that is there is written out. */
    interface FieldRule {
        String text(ByteBuffer field);

        /** As UTF-8. */
        FieldRule STRING = field -> UTF_8.decode(field.duplicate()).toString();
        /** Four bytes. */
        FieldRule INTEGER = field -> String.valueOf(field.getInt(field.position()));
        /** Eight bytes. */
        FieldRule LONG = field -> String.valueOf(field.getLong(field.position()));
    }

    /** Records of the metadata log: {@code {"type":"TOPIC_RECORD","version":0,"data":{...}}}. */
    RecordText CLUSTER_METADATA = new RecordText() {
        @Override
        public @Nullable String key(@Nullable ByteBuffer key) {
            return null;
        }

        @Override
        public @Nullable String value(@Nullable ByteBuffer key, @Nullable ByteBuffer value, long offset) {
            if (value == null) {
                return null;
            }
            try {
                var record = MetadataRecords.read(new WireReader(value.duplicate()));
                var version = version(value);
                return "{\"type\":\"" + typeName((Record) record) + "\",\"version\":" + version + ",\"data\":"
                        + RecordJson.of((Record) record, version) + "}";
            } catch (MalformedMessage e) {
                return "Error at " + offset + ", skipping. " + e.getMessage();
            }
        }

        private int version(ByteBuffer value) {
            var in = new WireReader(value.duplicate());
            in.unsignedVarint("frame version");
            in.unsignedVarint("type");
            return in.unsignedVarint("version");
        }

        private String typeName(Record record) {
            return record.getClass()
                    .getSimpleName()
                    .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                    .toUpperCase(Locale.ROOT);
        }
    };

    /** Records of an internal topic: key {@code {"type":"1","data":{...}}}, value {@code {"version":"4","data":{...}}}. */
    static RecordText stored(KeyedCodecs codecs) {
        return new RecordText() {
            @Override
            public @Nullable String key(@Nullable ByteBuffer key) {
                if (key == null) {
                    return "<NONE>";
                }
                try {
                    var read = codecs.readKey(new WireReader(key.duplicate()));
                    return read == null
                            ? "<UNKNOWN>"
                            : "{\"type\":\"" + read.type() + "\",\"data\":" + RecordJson.of((Record) read, 0) + "}";
                } catch (MalformedMessage e) {
                    return "<UNREADABLE: " + e.getMessage() + ">";
                }
            }

            @Override
            public @Nullable String value(@Nullable ByteBuffer key, @Nullable ByteBuffer value, long offset) {
                if (value == null) {
                    return "<DELETE>";
                }
                try {
                    var read = key == null ? null : codecs.readKey(new WireReader(key.duplicate()));
                    if (read == null) {
                        return "<UNKNOWN>";
                    }
                    var version = value.getShort(value.position());
                    var record = codecs.readValue(read, new WireReader(value.duplicate()));
                    return "{\"version\":\"" + version + "\",\"data\":" + RecordJson.of((Record) record, version) + "}";
                } catch (MalformedMessage | IndexOutOfBoundsException e) {
                    return "<UNREADABLE: " + e.getMessage() + ">";
                }
            }
        };
    }
}
