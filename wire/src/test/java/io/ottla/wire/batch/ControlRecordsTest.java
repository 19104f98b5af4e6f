package io.ottla.wire.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ottla.wire.MalformedMessage;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Markers. */
final class ControlRecordsTest {
    @ParameterizedTest
    @EnumSource(ControlRecords.Type.class)
    void a_key_names_its_type_as_the_client_does(ControlRecords.Type type) {
        ByteBuffer key = ControlRecords.key(type);
        assertEquals(ControlRecordType.valueOf(type.name()).recordKey(), key);
        assertEquals(Optional.of(type), ControlRecords.type(key));
    }

    @Test
    void a_type_of_the_future_is_no_error() {
        assertEquals(
                Optional.empty(), ControlRecords.type(ByteBuffer.allocate(4).putShort(2, (short) 99)));
        assertThrows(MalformedMessage.class, () -> ControlRecords.type(ByteBuffer.allocate(3)));
        assertThrows(
                MalformedMessage.class,
                () -> ControlRecords.type(ByteBuffer.allocate(4).put(0, (byte) -1)));
    }

    @Test
    void the_end_of_a_transaction_has_the_bytes_of_the_clients_builder() {
        for (ControlRecords.Type type :
                new ControlRecords.Type[] {ControlRecords.Type.ABORT, ControlRecords.Type.COMMIT}) {
            ByteBuffer ours = ControlRecords.endOfTransaction(type, 1234, (short) 5, 17, SampleBatch.NOW);
            EndTransactionMarker marker = new EndTransactionMarker(ControlRecordType.valueOf(type.name()), 17);
            MemoryRecords theirs =
                    MemoryRecords.withEndTransactionMarker(0, SampleBatch.NOW, -1, 1234, (short) 5, marker);
            assertArrayEquals(SampleBatch.bytes(theirs.buffer()), SampleBatch.bytes(ours));
        }
    }

    @Test
    void a_marker_tells_the_coordinators_epoch_in_any_version() {
        assertEquals(17, ControlRecords.coordinatorEpoch(ControlRecords.marker(17)));
        ByteBuffer later = ByteBuffer.allocate(10).putShort(0, (short) 1).putInt(2, 18);
        assertEquals(18, ControlRecords.coordinatorEpoch(later));
        assertThrows(MalformedMessage.class, () -> ControlRecords.coordinatorEpoch(ByteBuffer.allocate(5)));
    }
}
