package io.ottla.cli.cluster;

import io.ottla.cli.client.HostPort;
import io.ottla.wire.message.raft.AddRaftVoter;
import io.ottla.wire.message.raft.DescribeQuorum;

/** Where a controller listens, under the name of a listener. Immutable. */
record ControllerEndpoint(String listener, HostPort address) {
    static ControllerEndpoint of(DescribeQuorum.Listener listener) {
        return new ControllerEndpoint(listener.name(), new HostPort(listener.host(), listener.port()));
    }

    AddRaftVoter.Listener toListener() {
        return new AddRaftVoter.Listener(listener, address.host(), address.port());
    }

    /** {@code CONTROLLER://host:port}. */
    @Override
    public String toString() {
        return listener + "://" + address;
    }
}
