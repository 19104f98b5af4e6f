package io.ottla.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/**
 * What this JVM holds of the things a closed broker must have given back.
 *
 * @param files what is open, as Linux names it; nothing on other systems
 * @param directBytes memory outside of the heap, Netty's and the JDK's
 */
record Leaks(Set<Thread> threads, List<String> files, long directBytes) {
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");
    private static final long PATIENCE_MS = 20_000;

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

    /** Fails with what is held now that was not held before; only threads that are about to end are waited for. */
    static void check(Leaks before) throws InterruptedException {
        assertEquals("[]", newThreads(before).toString(), "threads");
        assertEquals(List.of(), newFiles(before), "files");
        var excess = countDirectBytes() - before.directBytes();
        assertTrue(excess <= 0, () -> excess + " direct bytes");
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
                thread.join(PATIENCE_MS);
                if (thread.isAlive()) {
                    left.add(thread.getName());
                }
            }
        }
        return left;
    }
}
