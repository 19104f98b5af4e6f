package io.ottla.replication.peer;

import io.ottla.base.Loop;

/** Makes peers. May be called from any thread. */
public interface Peers {
    /**
     * A node to be asked from {@code loop}; nothing is sent before the first question.
     *
     * @param name for log lines: which node, and what for
     */
    Peer at(String host, int port, Loop loop, String name);
}
