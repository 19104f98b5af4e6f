package io.ottla.wire.batch;

/**
 * Why one record of a refused batch was refused.
 *
 * @param index its place in the batch, from 0
 * @param message for a person, in Produce responses from version 8 on
 */
public record RecordError(int index, String message) {}
