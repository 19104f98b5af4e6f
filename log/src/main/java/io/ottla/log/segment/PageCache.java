package io.ottla.log.segment;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A guess at what the operating system still has in memory: bytes are taken to be there until so many others have been
 * touched since. One for all log directories. Any thread; a lost count only makes the guess a little worse.
 */
public final class PageCache {
    /** Bytes per stamp of a segment. */
    static final int BLOCK_BYTES = 1 << 22;

    private final AtomicInteger touchedBlocks = new AtomicInteger(1);
    private final int believedBlocks;

    /**
     * Believes in so much page cache.
     *
     * @param believedBytes how many bytes the operating system is taken to keep; a part of the machine's memory
     */
    public PageCache(long believedBytes) {
        this.believedBlocks = (int) Math.max(1, Math.min(Integer.MAX_VALUE / 2, believedBytes / BLOCK_BYTES));
    }

    /** A block was brought in; the answer is the stamp to remember it by. */
    int touch() {
        return touchedBlocks.incrementAndGet();
    }

    int now() {
        return touchedBlocks.get();
    }

    boolean isFresh(int stamp) {
        return stamp != 0 && now() - stamp < believedBlocks;
    }
}
