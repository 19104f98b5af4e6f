package io.ottla.replication.change;

import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.ControllerImage;
import io.ottla.replication.image.Touched;
import io.ottla.wire.Uuid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to brokers and controllers. */
public sealed interface NodeChange extends MetadataChange {

    @Override
    default void touch(Touched touched) {
        touched.nodes();
    }

    /** A broker has come, or has come back as a new process. */
    record BrokerRegistered(BrokerImage broker) implements NodeChange {
        @Override
        public ClusterImage applyTo(ClusterImage image) {
            return image.withNodes(image.nodes().with(broker));
        }
    }

    /** The registration is withdrawn for good. */
    record BrokerUnregistered(int brokerId, long epoch) implements NodeChange {
        @Override
        public ClusterImage applyTo(ClusterImage image) {
            image.nodes().must(brokerId, epoch);
            return image.withNodes(image.nodes().withoutBroker(brokerId));
        }
    }

    /** As older metadata versions say it; newer ones use {@link BrokerChanged}. */
    record BrokerFenced(int brokerId, long epoch) implements NodeChange {
        @Override
        public ClusterImage applyTo(ClusterImage image) {
            BrokerImage broker = image.nodes().must(brokerId, epoch);
            return image.withNodes(image.nodes().with(broker.with(true, broker.inControlledShutdown())));
        }
    }

    /** As older metadata versions say it; newer ones use {@link BrokerChanged}. */
    record BrokerUnfenced(int brokerId, long epoch) implements NodeChange {
        @Override
        public ClusterImage applyTo(ClusterImage image) {
            BrokerImage broker = image.nodes().must(brokerId, epoch);
            return image.withNodes(image.nodes().with(broker.with(false, broker.inControlledShutdown())));
        }
    }

    /**
     * Part of a registration has changed.
     *
     * @param fenced null if that did not change
     * @param enteredControlledShutdown there is no way back but a new registration
     * @param directories empty if they did not change
     * @param cordonedDirectories null if they did not change
     */
    record BrokerChanged(
            int brokerId,
            long epoch,
            @Nullable Boolean fenced,
            boolean enteredControlledShutdown,
            List<Uuid> directories,
            @Nullable List<Uuid> cordonedDirectories)
            implements NodeChange {

        /** The broker is fenced, or it no longer is; nothing else has changed. */
        public static BrokerChanged fencing(BrokerImage broker, boolean fenced) {
            return new BrokerChanged(broker.id(), broker.epoch(), fenced, false, List.of(), null);
        }

        @Override
        public ClusterImage applyTo(ClusterImage image) {
            BrokerImage before = image.nodes().must(brokerId, epoch);
            BrokerImage after = before.with(
                            fenced == null ? before.fenced() : fenced,
                            before.inControlledShutdown() || enteredControlledShutdown)
                    .withDirectories(
                            directories.isEmpty() ? before.directories() : directories,
                            cordonedDirectories == null ? before.cordonedDirectories() : cordonedDirectories);
            return image.withNodes(image.nodes().with(after));
        }
    }

    /** A controller has come, or has come back as a new process. */
    record ControllerRegistered(ControllerImage controller) implements NodeChange {
        @Override
        public ClusterImage applyTo(ClusterImage image) {
            return image.withNodes(image.nodes().with(controller));
        }
    }

    /** The controller's registration is withdrawn. */
    record ControllerUnregistered(int controllerId) implements NodeChange {
        @Override
        public ClusterImage applyTo(ClusterImage image) {
            return image.withNodes(image.nodes().withoutController(controllerId));
        }
    }
}
