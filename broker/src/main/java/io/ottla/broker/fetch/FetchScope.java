package io.ottla.broker.fetch;

import io.ottla.wire.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;

/** What one Fetch request asks for, its session taken into account. */
public sealed interface FetchScope {
    /** The partitions to read. */
    List<Wanted> wanted();

    /** The session the answer names; 0 for none. */
    int sessionId();

    /** Of what was read, what the answer says. Called once, when it is said. */
    List<PartitionRead> tell(List<PartitionRead> reads);

    /** Runs {@code hurry} when the session goes on before this is answered. */
    default void goesOnWith(Runnable hurry) {}

    /** The session cannot be gone on with; the client starts over with a full request. */
    record Refused(ErrorCode error) implements FetchScope {
        @Override
        public List<Wanted> wanted() {
            return List.of();
        }

        @Override
        public int sessionId() {
            return 0;
        }

        @Override
        public List<PartitionRead> tell(List<PartitionRead> reads) {
            return reads;
        }
    }

    /** Everything is in the request, and nothing is remembered. Of a partition named twice the last word counts. */
    record Once(List<Wanted> wanted) implements FetchScope {
        public Once {
            wanted = wanted.size() > 1 ? lastOfEach(wanted) : List.copyOf(wanted);
        }

        private static List<Wanted> lastOfEach(List<Wanted> wanted) {
            var last = new LinkedHashMap<Wanted.Key, Wanted>();
            wanted.forEach(one -> last.put(one.key(), one));
            return List.copyOf(last.values());
        }

        @Override
        public int sessionId() {
            return 0;
        }

        @Override
        public List<PartitionRead> tell(List<PartitionRead> reads) {
            return reads;
        }
    }

    /** The first request of a session: everything is told. */
    record Full(FetchSession session) implements FetchScope {
        @Override
        public List<Wanted> wanted() {
            return session.wanted();
        }

        @Override
        public void goesOnWith(Runnable hurry) {
            session.underWay(hurry);
        }

        @Override
        public int sessionId() {
            return session.id();
        }

        @Override
        public List<PartitionRead> tell(List<PartitionRead> reads) {
            return session.tell(reads, false);
        }
    }

    /** A later one: only news is told. */
    record Incremental(FetchSession session) implements FetchScope {
        @Override
        public List<Wanted> wanted() {
            return session.wanted();
        }

        @Override
        public void goesOnWith(Runnable hurry) {
            session.underWay(hurry);
        }

        @Override
        public int sessionId() {
            return session.id();
        }

        @Override
        public List<PartitionRead> tell(List<PartitionRead> reads) {
            return session.tell(reads, true);
        }
    }
}
