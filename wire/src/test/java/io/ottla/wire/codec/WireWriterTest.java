package io.ottla.wire.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Check;
import io.ottla.base.Seeds;
import io.ottla.wire.UnwritableMessage;
import io.ottla.wire.message.group.Heartbeat;
import io.ottla.wire.message.group.HeartbeatRequestCodec;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.utils.internals.ByteUtils;
import org.junit.jupiter.api.Test;

class WireWriterTest {
    private record FileSlice(int sizeInBytes) implements Payload {}

    @Test
    void varints_are_those_of_kafka() {
        Seeds.run(2000, seed -> {
            var value = Seeds.random(seed).nextInt() >>> (seed % 32);
            var theirs = ByteBuffer.allocate(5);
            ByteUtils.writeUnsignedVarint(value, theirs);
            var writer = new WireWriter();
            writer.unsignedVarint(value);
            assertEquals(theirs.flip(), writer.toByteBuffer());
        });
    }

    @Test
    void a_full_buffer_gives_way_to_a_larger_one_and_nothing_is_lost() {
        for (var direct : new boolean[] {true, false}) {
            var first = direct ? ByteBuffer.allocateDirect(10) : ByteBuffer.allocate(10);
            var writer = new WireWriter(first.position(3));
            for (var i = 0; i < 1000; i++) {
                writer.int32(i);
            }
            writer.patchInt32(4, -1);
            var bytes = writer.toByteBuffer();
            assertEquals(4000, bytes.remaining());
            assertEquals(-1, bytes.getInt(4));
            assertEquals(999, bytes.getInt(3996));
            assertEquals(direct, bytes.isDirect());
            assertEquals(0, writer.reset().sizeInBytes());
        }
    }

    @Test
    void writing_outside_what_was_written_is_our_mistake() {
        var writer = new WireWriter();
        writer.int16((short) 1);
        assertThrows(Check.BrokenInvariant.class, () -> writer.patchInt32(0, 1));
    }

    @Test
    void a_payload_elsewhere_stays_a_part_of_its_own() {
        var writer = new WireWriter();
        var slice = new FileSlice(1000);
        writer.int32(7);
        writer.records("r", slice, true);
        writer.records("r", new FileSlice(0), true);
        writer.int8((byte) 1);
        assertEquals(4 + 2 + 1000 + 1 + 1, writer.sizeInBytes());
        assertEquals(
                List.of(6, 1000, 1, 0, 1),
                writer.parts().stream().map(Payload::sizeInBytes).toList());
        assertSame(slice, writer.parts().get(1));
        assertThrows(Check.BrokenInvariant.class, writer::toByteBuffer);
    }

    @Test
    void a_payload_in_memory_is_copied_if_small_and_always_comes_out_whole() {
        for (var size : new int[] {0, 1, WireWriter.COPY_LIMIT, WireWriter.COPY_LIMIT + 1, 100_000}) {
            var bytes = ByteBuffer.allocate(size);
            for (var i = 0; i < size; i++) {
                bytes.put(i, (byte) i);
            }
            var writer = new WireWriter();
            writer.int8((byte) 5);
            writer.records("r", new BytesPayload(bytes), false);
            writer.int8((byte) 6);
            assertEquals(size > WireWriter.COPY_LIMIT ? 3 : 1, writer.parts().size());
            var reader = new WireReader(writer.toByteBuffer());
            assertEquals(5, reader.int8("a"));
            assertEquals(new BytesPayload(bytes), reader.records("r", false));
            assertEquals(6, reader.int8("b"));
        }
    }

    @Test
    void the_size_of_a_tagged_field_stands_in_front_however_long_it_is() {
        for (var size : new int[] {0, 1, 127, 128, 129, 16_383, 16_384, 2_097_151, 2_097_152}) {
            var writer = new WireWriter(ByteBuffer.allocate(16));
            writer.int8((byte) 9);
            var outer = writer.beginTag(300);
            var inner = writer.beginTag(1);
            for (var i = 0; i < size; i++) {
                writer.int8((byte) i);
            }
            writer.endTag(inner);
            writer.endTag(outer);
            writer.int8((byte) 8);
            var reader = new WireReader(writer.toByteBuffer());
            assertEquals(9, reader.int8("a"));
            assertEquals(300, reader.tag(-1));
            var outerEnd = reader.beginTag(300);
            assertEquals(1, reader.tag(-1));
            var innerEnd = reader.beginTag(1);
            for (var i = 0; i < size; i++) {
                assertEquals((byte) i, reader.int8("b"));
            }
            reader.endTag(1, innerEnd);
            reader.endTag(300, outerEnd);
            assertEquals(8, reader.int8("c"));
            assertEquals(0, reader.remaining());
        }
    }

    @Test
    void texts_are_written_as_in_kafka_even_with_half_a_character() {
        for (var text :
                List.of("", "plain", "\u0000\u007F", "é\u07FF\u0800", "😀", "\uD83D", "a\uDE00b", "x".repeat(32_767))) {
            var theirs = new HeartbeatRequestData().setGroupId(text).setMemberId("m");
            var ours = new Heartbeat.Request(text, 0, "m", null);
            for (var version = 0; version <= 4; version++) {
                var writer = new WireWriter();
                HeartbeatRequestCodec.INSTANCE.write(ours, writer, version);
                theirs.setGroupInstanceId(null);
                assertEquals(
                        MessageUtil.toByteBufferAccessor(theirs, (short) version)
                                .buffer(),
                        writer.toByteBuffer());
            }
        }
    }

    @Test
    void a_text_too_long_for_its_prefix_is_refused() {
        for (var text : List.of("x".repeat(32_768), "é".repeat(16_384))) {
            var e = assertThrows(UnwritableMessage.class, () -> new WireWriter().string("a.b", text, true));
            assertTrue(String.valueOf(e.getMessage()).startsWith("a.b is 32768 bytes"), e.getMessage());
        }
    }

    @Test
    void a_number_outside_its_unsigned_type_is_refused() {
        assertThrows(UnwritableMessage.class, () -> new WireWriter().uint16("port", 65_536));
        assertThrows(UnwritableMessage.class, () -> new WireWriter().uint16("port", -1));
        assertThrows(UnwritableMessage.class, () -> new WireWriter().uint32("n", -1));
    }

    @Test
    void an_unknown_tag_that_a_version_knows_is_refused() {
        var tags = List.of(new RawTag(3, ByteBuffer.allocate(1)));
        assertEquals(0, new WireWriter().rawTagsBelow(tags, 0, 2));
        assertEquals(1, new WireWriter().rawTagsBelow(tags, 0, 4));
        assertThrows(UnwritableMessage.class, () -> new WireWriter().rawTagsBelow(tags, 0, 3));
    }

    @Test
    void a_version_nobody_knows_is_refused() {
        var request = new Heartbeat.Request("g", 0, "m", null);
        assertThrows(UnwritableMessage.class, () -> HeartbeatRequestCodec.INSTANCE.write(request, new WireWriter(), 5));
    }

    @Test
    void what_a_version_lacks_is_named_with_the_version() {
        var request = new Heartbeat.Request("g", 0, "m", "instance");
        var e = assertThrows(
                UnwritableMessage.class, () -> HeartbeatRequestCodec.INSTANCE.write(request, new WireWriter(), 2));
        assertEquals("Heartbeat.Request.groupInstanceId is set, but version 2 cannot carry it", e.getMessage());
    }
}
