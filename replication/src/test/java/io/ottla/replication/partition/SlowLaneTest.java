package io.ottla.replication.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ottla.replication.partition.Host.Asked;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.batch.BatchBuilder;
import io.ottla.wire.compress.Compression;
import io.ottla.wire.compress.Compressor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A batch that unfolds far makes those wait who must come after it, and nobody else. */
class SlowLaneTest {
    private final Host host;
    private final PartitionRef partition;

    SlowLaneTest() throws IOException {
        host = new Host();
        partition = host.single("topic");
    }

    @BeforeEach
    void the_partition_is_open() {
        host.append(partition, 1, "first");
    }

    /** Appends as {@code source}, and lets the loops run, but not the background. */
    private Asked append(Object source, ByteBuffer batch) {
        var asked = new Asked() {
            @Override
            public Object source() {
                return source;
            }
        };
        partition.append(batch, (short) 1, asked);
        return asked;
    }

    private ByteBuffer far(int bytes) {
        var builder = new BatchBuilder(Compressor.of(Compression.ZSTD));
        builder.append(host.time.clock().wallMs(), null, new byte[bytes]);
        return builder.build();
    }

    private ByteBuffer near(String value) {
        return host.batch(value);
    }

    @Test
    void those_of_its_source_keep_their_order_and_others_pass_it() {
        var long1 = append("one", far(10 << 20));
        var behind = append("one", near("behind"));
        var other = append("two", near("other"));
        host.time.settle();
        assertEquals(List.of(2L, 3L, 1L), List.of(offset(long1), offset(behind), offset(other)));
    }

    @Test
    void many_of_one_source_keep_their_order() {
        var all = new ArrayList<Asked>();
        for (int i = 0; i < 20; i++) {
            all.add(append("one", i % 3 == 0 ? far(5 << 20) : near("number " + i)));
        }
        host.time.settle();
        for (int i = 0; i < 20; i++) {
            assertEquals(1 + i, offset(all.get(i)));
        }
    }

    @Test
    void one_whose_partition_goes_meanwhile_is_refused() {
        var asked = append("one", far(10 << 20));
        assertNull(asked.result);
        host.lead(partition.topicId(), 2, List.of(2));
        host.time.settle();
        assertEquals(ErrorCode.NOT_LEADER_OR_FOLLOWER, asked.result().error());
    }

    private static long offset(Asked asked) {
        assertEquals(ErrorCode.NONE, asked.result().error());
        return asked.result().baseOffset();
    }
}
