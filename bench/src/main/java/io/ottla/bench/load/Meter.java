package io.ottla.bench.load;

/** Reads what the broker has used so far; the generator starts and stops it around a window. */
public interface Meter {

    void start();

    Cost stop();
}
