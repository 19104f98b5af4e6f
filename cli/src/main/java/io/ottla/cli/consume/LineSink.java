package io.ottla.cli.consume;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.cli.client.FetchedRecord;
import io.ottla.cli.client.RecordSink;
import io.ottla.cli.tool.Failure;
import io.ottla.cli.tool.Terminal;

/** Writes records down until there are enough of them, or nobody reads them any more. */
@OwnedBy(CREATOR)
final class LineSink implements RecordSink {
    private final RecordFormatter formatter;
    private final ByteOutput out;
    private final Terminal terminal;
    private final long most;
    private long count;
    private boolean skipsErrors;

    /** @param most how many records are wanted, -1 for no bound */
    LineSink(RecordFormatter formatter, ByteOutput out, Terminal terminal, long most) {
        this.formatter = formatter;
        this.out = out;
        this.terminal = terminal;
        this.most = most < 0 ? Long.MAX_VALUE : most;
    }

    /** A record that cannot be shown is named and passed over. */
    void skipErrors() {
        skipsErrors = true;
    }

    @Override
    public boolean accept(FetchedRecord record) {
        if (hasEnough()) {
            return false;
        }
        count++;
        try {
            formatter.write(record, out);
        } catch (FieldText.UnreadableField e) {
            var where = record.topic() + "-" + record.partition() + " at offset " + record.offset();
            if (!skipsErrors) {
                throw new Failure("the record in " + where + " cannot be shown: " + e.getMessage(), e);
            }
            terminal.err().println("skipped the record in " + where + ": " + e.getMessage());
        }
        return !hasEnough();
    }

    /** Should nothing more be read? */
    boolean hasEnough() {
        return count >= most || out.isBroken();
    }

    /** How many records were taken. */
    long count() {
        return count;
    }

    /** Everything so far becomes visible. */
    void flush() {
        out.flush();
    }
}
