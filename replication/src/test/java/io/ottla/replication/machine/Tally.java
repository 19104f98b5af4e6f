package io.ottla.replication.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ottla.wire.MalformedMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A state as small as can be: numbers by name, and one bell that may ring. */
final class Tally implements MachineState<Tally.Change> {
    final Map<String, Long> sums = new TreeMap<>();
    final Deadlines<String> deadlines = new Deadlines<>();
    final List<Asker<?>> waiting = new ArrayList<>();
    boolean hasBegun;

    sealed interface Change {}

    record Added(String name, long amount) implements Change {}

    record Reminded(String name, long atMs) implements Change {}

    record Waits(Asker<?> asker) implements Change {}

    @Override
    public void apply(Change change) {
        if (change instanceof Added added) {
            sums.merge(added.name(), added.amount(), Long::sum);
        } else if (change instanceof Reminded reminded) {
            deadlines.set(reminded.name(), reminded.atMs());
        } else if (change instanceof Waits waits) {
            waiting.add(waits.asker());
        }
    }

    @Override
    public Decision<Change> begin(Moment now) {
        hasBegun = true;
        return Decision.nothing();
    }

    @Override
    public long nextDueMs() {
        return deadlines.nextMs();
    }

    @Override
    public @Nullable Decision<Change> due(Moment now) {
        String due = deadlines.poll(now.tickMs());
        return due == null ? null : new Decision<>(List.of(new Added(due, 1)), List.of());
    }

    @Override
    public List<Asker<?>> waiting() {
        return waiting;
    }

    /** Sums are kept, the rest is not. */
    static final class Codec implements ChangeCodec<Change> {
        @Override
        public @Nullable StoredRecord write(Change change) {
            return change instanceof Added added
                    ? new StoredRecord(
                            UTF_8.encode(added.name()),
                            ByteBuffer.allocate(8).putLong(added.amount()).flip())
                    : null;
        }

        @Override
        public @Nullable Change read(StoredRecord stored) {
            ByteBuffer value = stored.value();
            if (value == null) {
                return null;
            }
            if (value.remaining() != 8) {
                throw new MalformedMessage("amount", "has " + value.remaining() + " bytes");
            }
            return new Added(UTF_8.decode(stored.key()).toString(), value.getLong());
        }
    }
}
