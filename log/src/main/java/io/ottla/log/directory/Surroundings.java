package io.ottla.log.directory;

import io.ottla.base.Clock;
import io.ottla.base.Loop;
import io.ottla.log.disk.Disk;
import java.util.Random;
import java.util.concurrent.Executor;

/**
 * What log directories and logs need of the world. Immutable, any thread.
 *
 * @param home the loop that owns what is known of all directories
 * @param flush threads for fsync
 * @param read threads for what somebody waits for
 * @param cleanup threads for what nobody waits for
 */
public record Surroundings(
        Disk disk, Clock clock, Random random, Loop home, Executor flush, Executor read, Executor cleanup) {}
