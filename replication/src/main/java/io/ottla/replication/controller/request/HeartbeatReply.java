package io.ottla.replication.controller.request;

/**
 * What the controller says to a {@link Heartbeat}.
 *
 * @param isCaughtUp the broker has applied its own registration
 * @param shouldShutDown it leads nothing any more and may go
 */
public record HeartbeatReply(Outcome outcome, boolean isCaughtUp, boolean isFenced, boolean shouldShutDown) {}
