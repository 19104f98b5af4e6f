package io.ottla.log.directory;

import io.ottla.base.Check;
import io.ottla.base.OwnedBy;
import io.ottla.log.checkpoint.PartitionMetadata;
import io.ottla.log.disk.Disk;
import io.ottla.log.disk.DiskFile;
import io.ottla.log.segment.LogFileName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings the files of one partition into another log directory: bite by bite while the log is written to, and the rest once it is
 * closed. Segments only grow, so what has been copied is not copied again. What an earlier process has copied is compared before it is
 * believed, unless it is known to be on disk on both sides. On one background thread at a time.
 */
@OwnedBy(OwnedBy.Owner.BACKGROUND)
final class Relocation {
    private static final int CHUNK_BYTES = 256 << 10;
    private static final long COMPARED_AT_ONCE_BYTES = 16 << 20;

    private final Disk disk;
    private final Path from;
    private final Path to;
    /** Whole segments below this offset were on disk here and there when the process before this one noted it. */
    private final long trustedEnd;

    /** By segment: so many bytes of the copy are known to be those of the log. */
    private final Map<String, Long> known = new HashMap<>();
    /** Copies that are on disk as far as they are known. */
    private final Set<String> durable = new HashSet<>();

    private boolean hasBegun;

    /** Each thread's own, for moves are many and threads few. */
    private record Chunks(ByteBuffer ours, ByteBuffer theirs) {
        private static final ThreadLocal<Chunks> OF_THREAD = ThreadLocal.withInitial(
                () -> new Chunks(ByteBuffer.allocate(CHUNK_BYTES), ByteBuffer.allocate(CHUNK_BYTES)));
    }

    /**
     * How far a copy is.
     *
     * @param written bytes written by this bite
     * @param missing bytes of the segments that the copy has not, as of the beginning of the bite
     * @param durableEnd whole segments of the copy up to this offset are on disk
     */
    record Progress(long written, long missing, long durableEnd) {}

    /** Bytes that may still be worked on in a bite, and what has been written. */
    private static final class Bite {
        private long mayWrite;
        private long mayCompare;
        private long written;

        private Bite(long mayWrite, long mayCompare) {
            this.mayWrite = mayWrite;
            this.mayCompare = mayCompare;
        }

        boolean isOver() {
            return mayWrite <= 0 || mayCompare <= 0;
        }

        static Bite everything() {
            return new Bite(Long.MAX_VALUE, Long.MAX_VALUE);
        }
    }

    Relocation(Disk disk, Path from, Path to, long trustedEnd) {
        this.disk = disk;
        this.from = from;
        this.to = to;
        this.trustedEnd = trustedEnd;
    }

    Path to() {
        return to;
    }

    /** Copies at most {@code mostBytes} of what is missing. */
    Progress copy(long mostBytes) throws IOException {
        begin();
        var bite = new Bite(mostBytes, COMPARED_AT_ONCE_BYTES);
        var segments = segments(from);
        dropOthers(segments);
        long missing = 0;
        long durableEnd = 0;
        int durableBefore = durable.size();
        for (int i = 0; i < segments.size(); i++) {
            var segment = segments.get(i);
            long end = i + 1 < segments.size() ? baseOffset(segments.get(i + 1)) : -1;
            long have = extend(segment, bite);
            missing += Math.max(0, segment.sizeInBytes() - have);
            if (end >= 0 && have == segment.sizeInBytes()) {
                makeDurable(segment.name());
                durableEnd = missing == 0 ? end : durableEnd;
            }
        }
        if (durable.size() > durableBefore) {
            disk.forceDirectory(to);
        }
        return new Progress(bite.written, missing, durableEnd);
    }

    /** Brings to disk what has been copied, so that little is left to do once the log is closed. */
    void force() throws IOException {
        for (var name : known.keySet()) {
            makeDurable(name);
        }
    }

    /** Copies all that is left of a closed log, takes away what it has no more, and makes the copy durable. */
    void finish() throws IOException {
        begin();
        MoveMark.COPY.remove(disk, from); // of a move before
        var names = new HashSet<String>();
        var bite = Bite.everything();
        for (var entry : disk.list(from)) {
            var name = entry.name();
            if (entry.isDirectory() || staysBehind(name)) {
                continue;
            }
            names.add(name);
            if (name.endsWith(LogFileName.LOG)) {
                extend(entry, bite);
                cut(entry);
            } else {
                known.remove(name);
                durable.remove(name);
                disk.delete(to.resolve(name));
                extend(entry, bite);
            }
            makeDurable(name);
        }
        for (var entry : disk.list(to)) {
            if (!names.contains(entry.name())) {
                disk.delete(to.resolve(entry.name()));
            }
        }
        disk.forceDirectory(to);
    }

    private static boolean staysBehind(String name) {
        return name.endsWith(LogFileName.DELETED) || name.endsWith(LogFileName.TEMPORARY) || MoveMark.isMark(name);
    }

    /** Once: what is there already must be of this very topic. */
    private void begin() throws IOException {
        if (hasBegun) {
            return;
        }
        disk.createDirectories(to);
        MoveMark.COPY.remove(disk, to);
        var topicId = PartitionMetadata.read(disk, from);
        if (topicId.isPresent() && topicId.equals(PartitionMetadata.read(disk, to))) {
            trust();
        } else {
            for (var entry : disk.list(to)) {
                disk.delete(to.resolve(entry.name()));
            }
            if (topicId.isPresent()) {
                PartitionMetadata.write(disk, to, topicId.get());
                PartitionMetadata.force(disk, to);
            }
            disk.forceDirectory(to);
            disk.forceDirectory(Check.present(to.getParent(), "%s lies nowhere", to));
        }
        hasBegun = true;
    }

    /** What was on disk on both sides is not compared. */
    private void trust() throws IOException {
        var copies = new HashMap<String, Long>();
        segments(to).forEach(copy -> copies.put(copy.name(), copy.sizeInBytes()));
        var segments = segments(from);
        for (int i = 0; i + 1 < segments.size() && baseOffset(segments.get(i + 1)) <= trustedEnd; i++) {
            var segment = segments.get(i);
            if (copies.getOrDefault(segment.name(), -1L) == segment.sizeInBytes()) {
                known.put(segment.name(), segment.sizeInBytes());
                durable.add(segment.name());
            }
        }
    }

    /** The segments in a directory, by offset. */
    private List<Disk.Entry> segments(Path directory) throws IOException {
        var segments = new ArrayList<Disk.Entry>();
        for (var entry : disk.list(directory)) {
            if (LogFileName.offsetOf(entry.name(), LogFileName.LOG).isPresent()) {
                segments.add(entry);
            }
        }
        segments.sort(Comparator.comparing(Disk.Entry::name));
        return segments;
    }

    private static long baseOffset(Disk.Entry segment) {
        return LogFileName.offsetOf(segment.name(), LogFileName.LOG).orElseThrow();
    }

    /** Retention has taken them from the log, or another process has cut the copy into segments elsewhere. */
    private void dropOthers(List<Disk.Entry> segments) throws IOException {
        var names = new HashSet<String>();
        segments.forEach(segment -> names.add(segment.name()));
        for (var entry : segments(to)) {
            if (!names.contains(entry.name())) {
                known.remove(entry.name());
                durable.remove(entry.name());
                disk.delete(to.resolve(entry.name()));
            }
        }
    }

    /**
     * Copies what {@code file} has and its copy has not, as far as the bite goes.
     *
     * @return so much of the copy is known
     */
    private long extend(Disk.Entry file, Bite bite) throws IOException {
        var name = file.name();
        long size = file.sizeInBytes();
        long have = known.getOrDefault(name, 0L);
        if (known.containsKey(name) ? have >= size : bite.isOver()) {
            return have;
        }
        try (var source = disk.open(from.resolve(name), Disk.Open.READ);
                var target = disk.open(to.resolve(name), Disk.Open.CREATE)) {
            while (have < size && (have < target.sizeInBytes() ? bite.mayCompare : bite.mayWrite) > 0) {
                have = step(source, target, have, size, bite);
                durable.remove(name);
            }
            known.put(name, have);
            return have;
        } catch (NoSuchFileException removed) {
            return 0; // by retention: the next listing does not have it
        }
    }

    /** One chunk further: compared where the copy has something, written where it has nothing or something else. */
    private static long step(DiskFile source, DiskFile target, long at, long size, Bite bite) throws IOException {
        var chunks = Chunks.OF_THREAD.get();
        long there = target.sizeInBytes();
        if (at < there) {
            read(source, chunks.ours, at, Math.min(size, there), bite.mayCompare);
            int bytes = chunks.ours.limit();
            read(target, chunks.theirs, at, at + bytes, bytes);
            int mismatch = chunks.ours.mismatch(chunks.theirs);
            int same = mismatch < 0 ? bytes : mismatch;
            if (mismatch >= 0) {
                target.truncate(at + same);
            }
            bite.mayCompare -= bytes;
            return at + same;
        }
        read(source, chunks.ours, at, size, bite.mayWrite);
        int bytes = chunks.ours.limit();
        target.append(chunks.ours);
        bite.mayWrite -= bytes;
        bite.written += bytes;
        return at + bytes;
    }

    private static void read(DiskFile file, ByteBuffer into, long at, long end, long most) throws IOException {
        into.clear().limit((int) Math.min(Math.min(into.capacity(), end - at), most));
        if (file.read(into, at) < into.limit()) {
            throw new IOException(file + " is shorter than it says");
        }
        into.flip();
    }

    /** A copy that is longer than the closed log goes back to its length. */
    private void cut(Disk.Entry file) throws IOException {
        try (var target = disk.open(to.resolve(file.name()), Disk.Open.WRITE)) {
            if (target.sizeInBytes() > file.sizeInBytes()) {
                target.truncate(file.sizeInBytes());
                durable.remove(file.name());
            }
        }
    }

    private void makeDurable(String name) throws IOException {
        if (!durable.contains(name)) {
            try (var file = disk.open(to.resolve(name), Disk.Open.WRITE)) {
                file.force();
            }
            durable.add(name);
        }
    }
}
