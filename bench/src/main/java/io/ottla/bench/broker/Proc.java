package io.ottla.bench.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What Linux says about a process and about the machine, in /proc. Any thread. */
final class Proc {

    /** USER_HZ; 100 on every Linux that matters here. */
    private static final double TICKS_PER_SECOND = 100;

    private Proc() {}

    /** User and system time of a process with all its threads, those that have ended included; in steps of 10 ms. */
    static double cpuSeconds(long pid) {
        String stat = read("/proc/" + pid + "/stat");
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(afterName[11]) + Long.parseLong(afterName[12])) / TICKS_PER_SECOND;
    }

    /** Time on a core of the threads that live now, to the nanosecond: for processes that do next to nothing. */
    static double fineCpuSeconds(long pid) {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            long nanos = tasks.mapToLong(Proc::taskNanos).sum();
            return nanos / 1e9;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long taskNanos(Path task) {
        try {
            String line = Files.readString(task.resolve("schedstat"));
            return Long.parseLong(line.substring(0, line.indexOf(' ')));
        } catch (NoSuchFileException e) {
            return 0; // it ended meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Resident memory in bytes. */
    static long residentBytes(long pid) {
        return status(pid, "VmRSS:") * 1024;
    }

    static int threads(long pid) {
        return (int) status(pid, "Threads:");
    }

    /** Seconds that the cores of this machine were busy, stolen time included. */
    static double busySeconds() {
        List<Long> ticks = Stream.of(read("/proc/stat")
                        .lines()
                        .findFirst()
                        .orElseThrow()
                        .trim()
                        .split(" +", -1))
                .skip(1)
                .limit(8)
                .map(Long::valueOf)
                .toList();
        long idle = ticks.get(3) + ticks.get(4);
        return (ticks.stream().mapToLong(Long::longValue).sum() - idle) / TICKS_PER_SECOND;
    }

    private static long status(long pid, String field) {
        return read("/proc/" + pid + "/status")
                .lines()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()).replace("kB", "").trim())
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
