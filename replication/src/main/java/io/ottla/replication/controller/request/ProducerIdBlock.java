package io.ottla.replication.controller.request;

/**
 * Producer ids a broker may give out.
 *
 * @param first the first of them; -1 if it was refused
 */
public record ProducerIdBlock(Outcome outcome, long first, int count) {}
