package io.ottla.replication.controller.session;

import java.time.Duration;

/**
 * How long the active controller waits for what.
 *
 * @param session a broker not heard of for so long is fenced (broker.session.timeout.ms)
 * @param grace the same where its connection broke and nobody can say whether its process is there; longer than brokers wait between
 *     heartbeats
 * @param balance between two rounds of preferred leader elections (leader.imbalance.check.interval.seconds); zero for never
 *     (auto.leader.rebalance.enable)
 * @param unclean between two rounds of unclean elections where topics allow them (unclean.leader.election.interval.ms)
 */
public record Pace(Duration session, Duration grace, Duration balance, Duration unclean) {}
