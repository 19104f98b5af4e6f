package io.ottla.replication.insync;

/** Carries proposals to the controller until they are answered. May be called from any thread. */
public interface IsrProposals {
    /** Nobody to ask: a broker that is a cluster by itself has nobody to take in or leave out. */
    IsrProposals NOBODY = proposal -> {};

    /** Has {@code proposal} decided; one for the same partition that has not been sent yet is superseded. */
    void propose(IsrProposal proposal);
}
