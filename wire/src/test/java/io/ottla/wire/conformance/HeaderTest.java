package io.ottla.wire.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ottla.base.Seeds;
import io.ottla.wire.ApiKey;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.codec.RequestHeader;
import io.ottla.wire.codec.ResponseHeader;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.codec.WireWriter;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.protocol.types.RawTaggedField;
import org.junit.jupiter.api.Test;

class HeaderTest {
    private static byte[] bytesOf(Message theirs, int version) {
        var buffer = MessageUtil.toByteBufferAccessor(theirs, (short) version).buffer();
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static byte[] bytesOf(WireWriter writer) {
        var bytes = new byte[writer.sizeInBytes()];
        writer.toByteBuffer().get(bytes);
        return bytes;
    }

    @Test
    void request_headers_are_those_of_kafka() {
        Seeds.run(500, seed -> {
            var random = Seeds.random(seed);
            var api = Objects.requireNonNull(ApiKey.of(8 + random.nextInt(87)));
            var version = (short) random.nextInt(api.known().newest() + 1);
            var clientId = random.nextInt(4) == 0 ? null : "client-é-" + seed;
            var theirs = new RequestHeaderData()
                    .setRequestApiKey(api.code())
                    .setRequestApiVersion(version)
                    .setCorrelationId(random.nextInt())
                    .setClientId(clientId);
            var headerVersion = api.requestHeaderVersion(version);
            if (headerVersion == 2 && random.nextBoolean()) {
                theirs.unknownTaggedFields().add(new RawTaggedField(random.nextInt(200), new byte[] {1, 2}));
            }
            var bytes = bytesOf(theirs, headerVersion);
            var reader = new WireReader(ByteBuffer.wrap(bytes));
            var ours = RequestHeader.read(reader);
            assertEquals(new RequestHeader(api, version, theirs.correlationId(), clientId), ours);
            assertEquals(0, reader.remaining());
            var writer = new WireWriter().with(reader.unknownTags());
            ours.write(writer);
            assertArrayEquals(bytes, bytesOf(writer));
        });
    }

    @Test
    void response_headers_are_those_of_kafka() {
        for (var api : ApiKey.values()) {
            for (var version = 0; version <= api.known().newest(); version++) {
                var theirs = new ResponseHeaderData().setCorrelationId(7 * version);
                var bytes = bytesOf(theirs, api.responseHeaderVersion(version));
                var ours = ResponseHeader.read(new WireReader(ByteBuffer.wrap(bytes)), api, version);
                var writer = new WireWriter();
                ours.write(writer, api, version);
                assertArrayEquals(bytes, bytesOf(writer));
            }
        }
    }

    @Test
    void a_header_of_an_unknown_api_is_malformed() {
        var bytes = ByteBuffer.allocate(20).putShort((short) 999).flip().limit(20);
        var e = assertThrows(MalformedMessage.class, () -> RequestHeader.read(new WireReader(bytes)));
        assertEquals("apiKey", e.field());
    }

    @Test
    void a_header_in_front_of_a_controlled_shutdown_of_version_0_has_no_client_id() {
        var writer = new WireWriter();
        new RequestHeader(ApiKey.CONTROLLED_SHUTDOWN, (short) 0, 5, null).write(writer);
        assertEquals(8, writer.sizeInBytes());
        assertEquals(
                5, RequestHeader.read(new WireReader(writer.toByteBuffer())).correlationId());
    }
}
