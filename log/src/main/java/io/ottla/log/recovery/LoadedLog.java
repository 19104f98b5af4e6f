package io.ottla.log.recovery;

import io.ottla.log.epoch.EpochHistory;
import io.ottla.log.producer.ProducerStates;
import io.ottla.log.segment.Segment;
import io.ottla.log.segment.SegmentTail;
import java.util.List;

/**
 * A log as it was found, or made, on disk: built in the background, then handed to its loop, which owns all of it from there.
 *
 * @param segments by base offset; all but the last sealed
 * @param tail of the last segment, whose file is open for appends
 * @param epochsOnDisk what leader-epoch-checkpoint says, which may be less than {@code epochs}
 * @param isDirty differs from what a clean shutdown would leave: closing has something to write
 */
public record LoadedLog(
        List<Segment> segments,
        SegmentTail tail,
        ProducerStates producers,
        EpochHistory epochs,
        EpochHistory epochsOnDisk,
        long logStartOffset,
        long endOffset,
        long recoveryPoint,
        long lastAppendMs,
        boolean isDirty) {}
