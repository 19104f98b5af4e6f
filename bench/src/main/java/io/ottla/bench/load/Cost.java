package io.ottla.bench.load;

/**
 * What a window of time cost.
 *
 * @param seconds wall clock
 * @param brokerCpuSeconds user and system time of the broker's process
 * @param neighbours share of the machine (0 to 1) that neither the broker nor this process used, but somebody did
 */
public record Cost(double seconds, double brokerCpuSeconds, double neighbours) {}
