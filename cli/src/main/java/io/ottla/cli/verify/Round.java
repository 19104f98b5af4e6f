package io.ottla.cli.verify;

import static io.ottla.base.OwnedBy.Owner.CREATOR;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.ottla.base.OwnedBy;
import io.ottla.cli.client.FetchedRecord;
import io.ottla.cli.client.RecordSink;
import io.ottla.wire.TopicPartition;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records of one round of reading, summed up by partition. */
@OwnedBy(CREATOR)
final class Round implements RecordSink {
    private final Events events;
    private final long most;
    private final boolean isVerbose;
    private final Map<TopicPartition, Span> spans = new LinkedHashMap<>();
    private long all;
    private long inRound;

    /** Offsets of one partition, both inclusive. */
    private record Span(long count, long first, long last) {
        Span with(long offset) {
            return new Span(count + 1, Math.min(first, offset), Math.max(last, offset));
        }
    }

    Round(Events events, long most, boolean isVerbose) {
        this.events = events;
        this.most = most;
        this.isVerbose = isVerbose;
    }

    boolean hasEnough() {
        return all >= most;
    }

    @Override
    public boolean accept(FetchedRecord record) {
        all++;
        inRound++;
        var partition = new TopicPartition(record.topic(), record.partition());
        var span = spans.getOrDefault(partition, new Span(0, record.offset(), record.offset()));
        spans.put(partition, span.with(record.offset()));
        if (isVerbose) {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            fields.put("key", text(record.key()));
            fields.put("value", text(record.value()));
            fields.put("topic", record.topic());
            fields.put("partition", record.partition());
            fields.put("offset", record.offset());
            events.say("record_data", fields);
        }
        return !hasEnough();
    }

    private static @Nullable String text(@Nullable ByteBuffer bytes) {
        return bytes == null ? null : UTF_8.decode(bytes.duplicate()).toString();
    }

    /** Says what came, and begins anew. */
    void end() {
        var partitions = spans.entrySet().stream()
                .map(entry -> {
                    var fields = Events.partition(entry.getKey());
                    fields.put("count", entry.getValue().count());
                    fields.put("minOffset", entry.getValue().first());
                    fields.put("maxOffset", entry.getValue().last());
                    return fields;
                })
                .toList();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("count", inRound);
        fields.put("partitions", partitions);
        events.say("records_consumed", fields);
        spans.clear();
        inRound = 0;
    }
}
