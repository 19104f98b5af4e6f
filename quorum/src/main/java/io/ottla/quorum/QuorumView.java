package io.ottla.quorum;

import java.util.List;

/**
 * The quorum as its leader sees it: what DescribeQuorum tells.
 *
 * @param leaderId -1 if nobody is known to lead
 * @param highWatermark the offset behind everything committed
 * @param voters in the order of their ids; what only a leader knows of others is -1 on other nodes
 */
public record QuorumView(int leaderId, int epoch, long highWatermark, List<Member> voters) {
    public QuorumView {
        voters = List.copyOf(voters);
    }

    /**
     * One voter.
     *
     * @param endOffset behind what it is known to have on disk; -1 if that is not known
     * @param lastFetchMs when it last answered, in ms since the epoch; -1 if that is not known
     * @param lastCaughtUpMs when it last had everything; -1 if that is not known
     */
    public record Member(int nodeId, long endOffset, long lastFetchMs, long lastCaughtUpMs) {}
}
