package io.ottla.broker.joint;

import io.ottla.broker.handler.HandlerTable;
import io.ottla.broker.handler.cluster.AllocateProducerIdsHandler;
import io.ottla.broker.handler.cluster.AlterPartitionHandler;
import io.ottla.broker.handler.cluster.AssignReplicasToDirsHandler;
import io.ottla.broker.handler.cluster.BrokerHeartbeatHandler;
import io.ottla.broker.handler.cluster.BrokerRegistrationHandler;
import io.ottla.replication.controller.ControllerRef;
import io.ottla.wire.ApiKey;

/** What brokers ask of the controller for themselves. Served where controllers listen, never to clients. */
final class ControllerServices {
    private final ControllerRef controller;

    ControllerServices(ControllerRef controller) {
        this.controller = controller;
    }

    HandlerTable serve(HandlerTable table) {
        return table.serve(ApiKey.BROKER_REGISTRATION, () -> new BrokerRegistrationHandler(controller))
                .serve(ApiKey.BROKER_HEARTBEAT, () -> new BrokerHeartbeatHandler(controller))
                .serve(ApiKey.ALTER_PARTITION, () -> new AlterPartitionHandler(controller))
                .serve(ApiKey.ALLOCATE_PRODUCER_IDS, () -> new AllocateProducerIdsHandler(controller))
                .serve(ApiKey.ASSIGN_REPLICAS_TO_DIRS, () -> new AssignReplicasToDirsHandler(controller));
    }
}
