package io.ottla.wire.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Seeds;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.message.group.Heartbeat;
import io.ottla.wire.message.group.HeartbeatRequestCodec;
import io.ottla.wire.message.topic.MetadataResponseCodec;
import java.nio.ByteBuffer;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.utils.internals.ByteUtils;
import org.junit.jupiter.api.Test;

class WireReaderTest {
    private static WireReader reader(int... bytes) {
        var buffer = ByteBuffer.allocate(bytes.length);
        for (var b : bytes) {
            buffer.put((byte) b);
        }
        return new WireReader(buffer.flip());
    }

    @Test
    void varints_are_those_of_kafka() {
        Seeds.run(2000, seed -> {
            var value = Seeds.random(seed).nextInt() >>> (seed % 33 == 32 ? 31 : seed % 33);
            var buffer = ByteBuffer.allocate(5);
            ByteUtils.writeUnsignedVarint(value, buffer);
            assertEquals(value, new WireReader(buffer.flip()).unsignedVarint("v"));
        });
    }

    @Test
    void a_varint_of_more_than_32_bits_is_malformed() {
        assertEquals(-1, reader(0xFF, 0xFF, 0xFF, 0xFF, 0x0F).unsignedVarint("v"));
        assertThrows(
                MalformedMessage.class,
                () -> reader(0xFF, 0xFF, 0xFF, 0xFF, 0x1F).unsignedVarint("v"));
        assertThrows(
                MalformedMessage.class,
                () -> reader(0x80, 0x80, 0x80, 0x80, 0x80, 0).unsignedVarint("v"));
        assertThrows(MalformedMessage.class, () -> reader(0x80).unsignedVarint("v"));
    }

    @Test
    void null_is_minus_one_or_zero_and_any_other_negative_length_is_malformed() {
        assertNull(reader(0xFF, 0xFF).nullableString("s", false));
        assertNull(reader(0).nullableString("s", true));
        assertNull(reader(0xFF, 0xFF, 0xFF, 0xFF).nullableBytes("b", false));
        assertNull(reader(0).nullableRecords("r", true));
        assertThrows(MalformedMessage.class, () -> reader(0xFF, 0xFE).nullableString("s", false));
        assertThrows(MalformedMessage.class, () -> reader(0xFF, 0xFF).string("s", false));
        assertThrows(MalformedMessage.class, () -> reader(0).string("s", true));
        assertThrows(
                MalformedMessage.class, () -> reader(0xFF, 0xFF, 0xFF, 0xFE).nullableCount("l", false, 1));
        assertThrows(
                MalformedMessage.class,
                () -> reader(0xFF, 0xFF, 0xFF, 0xFF, 0x0F).nullableBytes("b", true));
    }

    @Test
    void a_count_must_be_paid_for_by_what_is_left() {
        assertEquals(2, reader(3, 0, 0, 0, 0).count("l", true, 2));
        assertThrows(MalformedMessage.class, () -> reader(4, 0, 0, 0, 0).count("l", true, 2));
        assertThrows(
                MalformedMessage.class,
                () -> reader(0x7F, 0xFF, 0xFF, 0xFF, 0, 0).count("l", false, 1));
    }

    @Test
    void elements_of_all_lists_of_a_message_are_counted_together() {
        var reader = reader(3, 0, 0, 3, 0, 0).withElementsAtMost(4);
        assertEquals(2, reader.count("l", true, 1));
        reader.int16("elements");
        assertEquals(2, reader.count("l", true, 1));
        reader.reset(ByteBuffer.wrap(new byte[] {3, 0, 0, 3, 0, 0, 2, 0}));
        assertEquals(2, reader.count("l", true, 1));
        reader.int16("elements");
        assertEquals(2, reader.nullableCount("l", true, 1));
        reader.int16("elements");
        assertThrows(MalformedMessage.class, () -> reader.count("l", true, 1));
    }

    @Test
    void bytes_are_copied_and_records_are_not() {
        var frame = ByteBuffer.allocateDirect(16)
                .putInt(3)
                .put(new byte[] {1, 2, 3})
                .flip();
        var copy = new WireReader(frame.duplicate()).bytes("b", false);
        var slice = (BytesPayload) new WireReader(frame.duplicate()).records("r", false);
        frame.put(4, (byte) 9);
        assertEquals(1, copy.get(0));
        assertTrue(copy.hasArray());
        assertEquals(9, slice.bytes().get(0));
        assertEquals(3, slice.sizeInBytes());
        assertNotSame(copy, slice.bytes());
    }

    @Test
    void texts_that_are_no_utf8_read_as_in_kafka() {
        Seeds.run(300, seed -> {
            var text = new byte[3 + Seeds.random(seed).nextInt(20)];
            Seeds.random(seed).nextBytes(text);
            var frame = ByteBuffer.allocate(64)
                    .putShort((short) text.length)
                    .put(text)
                    .putInt(4)
                    .putShort((short) 1)
                    .put((byte) 'm')
                    .flip();
            var theirs = new HeartbeatRequestData(new ByteBufferAccessor(frame.duplicate()), (short) 0);
            var direct = ByteBuffer.allocateDirect(64).put(frame.duplicate()).flip();
            for (var buffer : new ByteBuffer[] {frame, direct}) {
                Heartbeat.Request ours = HeartbeatRequestCodec.INSTANCE.read(new WireReader(buffer), 0);
                assertEquals(theirs.groupId(), ours.groupId());
            }
        });
    }

    @Test
    void tags_come_in_ascending_order_and_in_their_size() {
        assertThrows(MalformedMessage.class, () -> reader(2, 5, 0, 5, 0).rawTags());
        assertThrows(MalformedMessage.class, () -> reader(2, 5, 0, 4, 0).rawTags());
        assertThrows(MalformedMessage.class, () -> reader(1, 5, 3, 1, 2).rawTags());
        assertThrows(MalformedMessage.class, () -> reader(9, 5, 0).rawTags());
        var reader = reader(5, 1, 2, 3);
        assertThrows(MalformedMessage.class, () -> reader.endTag(7, reader.beginTag(7) - 1));
    }

    @Test
    void a_malformed_message_says_where() {
        var frame = ByteBuffer.allocate(64)
                .putInt(1) // one broker
                .putInt(1)
                .putShort((short) 1)
                .put((byte) 'h')
                .putInt(9092)
                .putInt(2) // two topics
                .putShort((short) 0)
                .putShort((short) 1)
                .put((byte) 't')
                .putInt(1) // one partition
                .putShort((short) 0)
                .putInt(0)
                .putInt(1)
                .putInt(99) // replicas, of which one is there
                .putInt(0)
                .flip();
        var e = assertThrows(
                MalformedMessage.class, () -> MetadataResponseCodec.INSTANCE.read(new WireReader(frame), 0));
        assertEquals("topics[0].partitions[0].replicaNodes", e.field());
    }

    @Test
    void a_version_nobody_knows_is_malformed() {
        assertThrows(MalformedMessage.class, () -> HeartbeatRequestCodec.INSTANCE.read(reader(0, 0), 5));
        assertThrows(MalformedMessage.class, () -> HeartbeatRequestCodec.INSTANCE.read(reader(0, 0), -1));
    }
}
