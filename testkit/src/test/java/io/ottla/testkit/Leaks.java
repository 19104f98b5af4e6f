package io.ottla.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What this JVM holds of the things a closed broker must have given back.
 *
 * @param files what is open, as Linux names it; nothing on other systems
 * @param directBytes memory outside of the heap, Netty's and the JDK's
 */
record Leaks(Set<Thread> threads, List<String> files, long directBytes) {
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    static Leaks now() {
        return new Leaks(Thread.getAllStackTraces().keySet(), openFiles(), countDirectBytes());
    }

    /** But for those of the class path, which are opened when a class is first needed. */
    private static List<String> openFiles() {
        try (var links = Files.list(OPEN_FILES)) {
            return links.map(Leaks::target)
                    .filter(file -> !file.endsWith(".jar") && !file.endsWith(".so") && !file.endsWith("/fd"))
                    .sorted()
                    .toList();
        } catch (IOException notLinux) {
            return List.of();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "/fd";
        }
    }

    private static long countDirectBytes() {
        var jdk = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return jdk + Math.max(0, PlatformDependent.usedDirectMemory());
    }

    /** Waits until nothing is held that was not held before; fails with what still is. */
    static void check(Leaks before) throws InterruptedException {
        assertEquals("[]", newThreads(before).toString(), "threads");
        assertEquals(List.of(), settled(() -> newFiles(before), List::isEmpty), "files");
        assertEquals(
                0L, settled(() -> Math.max(0, countDirectBytes() - before.directBytes()), n -> n == 0), "direct bytes");
    }

    private static List<String> newFiles(Leaks before) {
        var left = new ArrayList<>(openFiles());
        before.files().forEach(left::remove);
        return left;
    }

    /** A thread may be about to end. */
    private static Set<String> newThreads(Leaks before) throws InterruptedException {
        var left = new TreeSet<String>();
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (!before.threads().contains(thread)) {
                thread.join(TimeUnit.NANOSECONDS.toMillis(PATIENCE_NANOS));
                if (thread.isAlive()) {
                    left.add(thread.getName());
                }
            }
        }
        return left;
    }

    /** Buffers go when the garbage collector finds that nobody has them. */
    private static <T> T settled(Supplier<T> excess, Predicate<T> isNone) throws InterruptedException {
        var deadlineNanos = System.nanoTime() + PATIENCE_NANOS;
        var now = excess.get();
        while (!isNone.test(now) && System.nanoTime() < deadlineNanos) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(20);
            now = excess.get();
        }
        return now;
    }
}
