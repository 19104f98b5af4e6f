package io.ottla.log.segment;

import java.util.Arrays;

/**
 * Which blocks of one segment are taken to be in the page cache. Written by appends, by reads and in the background without
 * any order among them: a stamp that gets lost costs one needless warming, never a wrong byte.
 */
final class Warmth {
    private final PageCache cache;
    private volatile int[] stamps = new int[1];

    Warmth(PageCache cache) {
        this.cache = cache;
    }

    /** Are all of {@code [from, to)} believed to be in memory? Renews the belief, as the caller is about to read them. */
    boolean isWarm(long from, long to) {
        var seen = stamps;
        for (var block = block(from); block <= block(to - 1); block++) {
            if (block >= seen.length || !cache.isFresh(seen[block])) {
                return false;
            }
            var now = cache.now();
            if (seen[block] != now) {
                seen[block] = now;
            }
        }
        return true;
    }

    /** The bytes {@code [from, to)} have just been written or read. */
    void touch(long from, long to) {
        var last = block(to - 1);
        var seen = stamps;
        if (last >= seen.length) {
            seen = Arrays.copyOf(seen, Math.max(last + 1, seen.length * 2));
            stamps = seen;
        }
        for (var block = block(from); block <= last; block++) {
            seen[block] = cache.isFresh(seen[block]) ? cache.now() : cache.touch();
        }
    }

    private static int block(long position) {
        return (int) (position / PageCache.BLOCK_BYTES);
    }
}
