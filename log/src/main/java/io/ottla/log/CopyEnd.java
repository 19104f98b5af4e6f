package io.ottla.log;

import io.ottla.log.disk.Disk;
import io.ottla.log.segment.BatchFinder;
import java.io.IOException;

/** Up to which offset a copy has a log, told from how many bytes it has of the last segment it has anything of. Any thread; blocks. */
record CopyEnd(LogView log, long baseOffset, long bytes) {
    long offset() throws IOException {
        var shape = log.shape();
        var place = shape.segmentAt(baseOffset);
        var segment = shape.segments().get(place);
        if (segment.baseOffset() != baseOffset) { // gone from the log since
            return Math.max(log.logStartOffset(), baseOffset);
        }
        var isLast = shape.isLast(place);
        long end = isLast ? log.activeBytes() : segment.sealedBytes();
        if (bytes >= end) {
            return isLast ? log.endOffset() : shape.segments().get(place + 1).baseOffset();
        }
        var index = isLast ? shape.offsets() : segment.loadIndexes().offsets();
        int entry = index.firstAtOrBehind(bytes + 1) - 1;
        long from = entry < 0 ? 0 : index.position(entry);
        return segment.using(Disk.Open.READ, file -> BatchFinder.baseOffsetAt(file, from, end, bytes));
    }
}
