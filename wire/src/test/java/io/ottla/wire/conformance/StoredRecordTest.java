package io.ottla.wire.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ottla.base.Seeds;
import io.ottla.wire.MalformedMessage;
import io.ottla.wire.codec.KeyedCodecs;
import io.ottla.wire.codec.MetadataRecord;
import io.ottla.wire.codec.StoredKey;
import io.ottla.wire.codec.StoredValue;
import io.ottla.wire.codec.WireReader;
import io.ottla.wire.codec.WireWriter;
import io.ottla.wire.stored.MetadataRecords;
import io.ottla.wire.stored.OffsetsTopicRecords;
import io.ottla.wire.stored.ShareStateTopicRecords;
import io.ottla.wire.stored.TransactionTopicRecords;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.metadata.MetadataRecordType;
import org.apache.kafka.coordinator.group.generated.CoordinatorRecordType;
import org.junit.jupiter.api.Test;

class StoredRecordTest {
    private static Object any(OurMessage message, int version) throws ReflectiveOperationException {
        var value = new Values(Seeds.random(version), message.schema(), version, false).message();
        value.unknownTags().clear();
        return new OurRecords().make(message.type(), value);
    }

    @Test
    void every_metadata_record_comes_back_from_behind_its_frame() throws ReflectiveOperationException {
        for (var type : MetadataRecordType.values()) {
            var message = OurMessage.ALL.get(type.newMetadataRecord().getClass().getSimpleName());
            assertNotNull(message, type.name());
            assertSame(message.codec(), MetadataRecords.codec(type.id()));
            for (var version = type.lowestSupportedVersion(); version <= type.highestSupportedVersion(); version++) {
                var record = (MetadataRecord) any(message, version);
                assertEquals(type.id(), record.type());
                var writer = new WireWriter();
                MetadataRecords.write(record, writer, version);
                var bytes = writer.toByteBuffer();
                assertEquals(1, bytes.get(0));
                assertEquals(type.id(), bytes.get(1));
                assertEquals(version, bytes.get(2));
                assertEquals(record, MetadataRecords.read(new WireReader(bytes)));
            }
        }
    }

    @Test
    void a_metadata_record_of_an_unknown_kind_version_or_frame_is_malformed() {
        for (var bytes : new byte[][] {{0, 2, 0}, {2, 2, 0}, {1, 6, 0}, {1, 127, 0}, {1, 2, 99}, {1}, {}}) {
            assertThrows(MalformedMessage.class, () -> MetadataRecords.read(new WireReader(ByteBuffer.wrap(bytes))));
        }
    }

    @Test
    void every_kind_of_the_offsets_topic_comes_back_with_its_number_in_front() throws Exception {
        for (var type : CoordinatorRecordType.values()) {
            comesBack(
                    OffsetsTopicRecords.INSTANCE,
                    type.id(),
                    type.newRecordKey().getClass().getSimpleName(),
                    type.newRecordValue().getClass().getSimpleName());
        }
    }

    @Test
    void every_kind_of_the_transaction_topic_comes_back_with_its_number_in_front() throws Exception {
        comesBack(TransactionTopicRecords.INSTANCE, 0, "TransactionLogKey", "TransactionLogValue");
    }

    @Test
    void every_kind_of_the_share_state_topic_comes_back_with_its_number_in_front() throws Exception {
        comesBack(ShareStateTopicRecords.INSTANCE, 0, "ShareSnapshotKey", "ShareSnapshotValue");
        comesBack(ShareStateTopicRecords.INSTANCE, 1, "ShareUpdateKey", "ShareUpdateValue");
    }

    private static void comesBack(KeyedCodecs topic, int type, String keyName, String valueName) throws Exception {
        var keyMessage = OurMessage.ALL.get(keyName);
        var valueMessage = OurMessage.ALL.get(valueName);
        assertNotNull(keyMessage, keyName);
        assertNotNull(valueMessage, valueName);
        var key = (StoredKey) any(keyMessage, 0);
        assertEquals(type, key.type());
        var writer = new WireWriter();
        topic.writeKey(key, writer);
        assertEquals(type, writer.toByteBuffer().getShort(0));
        assertEquals(key, topic.readKey(new WireReader(writer.toByteBuffer())));
        for (var version = valueMessage.codec().oldestVersion();
                version <= valueMessage.codec().newestVersion();
                version++) {
            var value = (StoredValue) any(valueMessage, version);
            topic.writeValue(key, value, writer.reset(), version);
            assertEquals(version, writer.toByteBuffer().getShort(0));
            assertEquals(value, topic.readValue(key, new WireReader(writer.toByteBuffer())));
        }
    }

    @Test
    void a_key_of_an_unknown_kind_is_left_to_whoever_wrote_it() {
        for (var topic : List.of(OffsetsTopicRecords.INSTANCE, TransactionTopicRecords.INSTANCE)) {
            assertNull(topic.readKey(new WireReader(ByteBuffer.wrap(new byte[] {0, 9, 1, 2, 3}))));
        }
    }
}
