package io.ottla.cli.consume;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.cli.client.FetchedRecord;
import io.ottla.wire.batch.RecordHeader;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line per record, as Kafka's default formatter writes it: what is asked for, in a fixed order, the value by default.
 * Where Kafka's tool forgets the leader epoch and always prints {@code NOT_PRESENT}, this one prints it.
 */
@OwnedBy(CREATOR)
final class LineFormatter implements RecordFormatter {
    private final FormatterProperties properties;

    LineFormatter(FormatterProperties properties) {
        this.properties = properties;
    }

    @Override
    public void write(FetchedRecord record, ByteOutput out) {
        var fields = countOfFields();
        if (properties.printTimestamp) {
            out.write(
                    record.hasTimestamp()
                            ? record.timestampType().configName() + ":" + record.timestamp()
                            : "NO_TIMESTAMP");
            separate(--fields, out);
        }
        if (properties.printPartition) {
            out.write("Partition:" + record.partition());
            separate(--fields, out);
        }
        if (properties.printOffset) {
            out.write("Offset:" + record.offset());
            separate(--fields, out);
        }
        if (properties.printEpoch) {
            out.write("Epoch:" + (record.leaderEpoch() < 0 ? "NOT_PRESENT" : record.leaderEpoch()));
            separate(--fields, out);
        }
        if (properties.printHeaders) {
            writeHeaders(record.headers(), out);
            separate(--fields, out);
        }
        if (properties.printKey) {
            writeField(record.key(), properties.keyText, out);
            separate(--fields, out);
        }
        if (properties.printValue) {
            writeField(record.value(), properties.valueText, out);
            separate(--fields, out);
        }
    }

    private int countOfFields() {
        return one(properties.printTimestamp)
                + one(properties.printPartition)
                + one(properties.printOffset)
                + one(properties.printEpoch)
                + one(properties.printHeaders)
                + one(properties.printKey)
                + one(properties.printValue);
    }

    private static int one(boolean printed) {
        return printed ? 1 : 0;
    }

    private void separate(int fieldsLeft, ByteOutput out) {
        out.write(fieldsLeft == 0 ? properties.lineSeparator : properties.keySeparator);
    }

    private void writeHeaders(List<RecordHeader> headers, ByteOutput out) {
        if (headers.isEmpty()) {
            out.write("NO_HEADERS");
        }
        for (int i = 0; i < headers.size(); i++) {
            if (i > 0) {
                out.write(properties.headersSeparator);
            }
            out.write(headers.get(i).key() + ":");
            writeField(headers.get(i).value(), properties.headerText, out);
        }
    }

    private void writeField(@Nullable ByteBuffer field, FieldText text, ByteOutput out) {
        if (field == null) {
            out.write(properties.nullLiteral);
        } else if (text.isRaw()) {
            out.write(field);
        } else {
            out.write(text.of(field));
        }
    }
}
