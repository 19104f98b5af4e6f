package io.ottla.replication.insync;

import io.ottla.wire.ErrorCode;
import java.util.List;

/** What the controller says to an {@link IsrProposal}. */
public sealed interface IsrAnswer {
    /** This is so now. */
    record Committed(int leader, int leaderEpoch, List<Integer> isr, int partitionEpoch) implements IsrAnswer {}

    /** Nothing has changed, and will not: what was proposed may be forgotten. */
    record Refused(ErrorCode error) implements IsrAnswer {}

    /** The controller knows something newer, which will come with the metadata. */
    record Outdated(ErrorCode error) implements IsrAnswer {}
}
