package io.ottla.replication.controller;

import io.ottla.replication.controller.request.Refusal;
import io.ottla.replication.controller.request.Registration;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.Directories;
import io.ottla.replication.image.VersionRange;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import java.util.HashSet;
import java.util.Map;

/** Whom the cluster takes in. Pure. */
final class Registrations {
    private static final VersionRange NOT_AT_ALL = new VersionRange((short) 0, (short) 0);

    private final Rules rules;
    private final ClusterImage image;

    Registrations(Rules rules, ClusterImage image) {
        this.rules = rules;
        this.image = image;
    }

    /** @param isTaken another process that is alive is registered under the same id */
    void check(Registration registration, boolean isTaken) throws Refusal {
        if (!registration.clusterId().equals(rules.clusterId())) {
            throw new Refusal(
                    ErrorCode.INCONSISTENT_CLUSTER_ID,
                    "Expected cluster ID " + rules.clusterId() + ", but got cluster ID " + registration.clusterId());
        }
        if (isTaken) {
            throw new Refusal(
                    ErrorCode.DUPLICATE_BROKER_REGISTRATION,
                    "Another broker is registered with that broker id. If the broker was recently restarted this should"
                            + " self-resolve once the heartbeat manager expires the broker's session.");
        }
        if (Plans.namesDirectories(image)) {
            checkDirectories(registration);
        }
        checkFeatures(registration);
    }

    private void checkDirectories(Registration registration) throws Refusal {
        if (registration.directories().isEmpty()) {
            throw invalid("No directories specified in request");
        }
        if (registration.directories().stream().anyMatch(Directories::isReserved)) {
            throw invalid("Reserved directory ID in request");
        }
        if (new HashSet<>(registration.directories()).size()
                != registration.directories().size()) {
            throw invalid("Duplicate directory ID in request");
        }
        for (BrokerImage other : image.nodes().brokers().values()) {
            for (Uuid directory : registration.directories()) {
                if (other.id() != registration.brokerId() && other.directories().contains(directory)) {
                    throw invalid("Broker " + other.id() + " is already registered with directory " + directory);
                }
            }
        }
    }

    private static Refusal invalid(String message) {
        return new Refusal(ErrorCode.INVALID_REGISTRATION, message);
    }

    /** A feature the broker does not name it does not know. */
    private void checkFeatures(Registration registration) throws Refusal {
        for (Map.Entry<String, VersionRange> feature : registration.features().entrySet()) {
            checkLevel(feature.getKey(), feature.getValue());
        }
        for (String finalised : image.features().keySet()) {
            if (!registration.features().containsKey(finalised)) {
                checkLevel(finalised, NOT_AT_ALL);
            }
        }
    }

    private void checkLevel(String feature, VersionRange range) throws Refusal {
        short level = image.featureLevel(feature);
        boolean canDoWithout = level == 0 && !feature.equals(ClusterImage.METADATA_VERSION);
        boolean isBeforeTheFirst = image.features().isEmpty();
        if (!canDoWithout && !isBeforeTheFirst && !range.includes(level)) {
            throw new Refusal(
                    ErrorCode.UNSUPPORTED_VERSION,
                    "Unable to register because the broker does not support finalized version " + level + " of "
                            + feature + ". The broker wants a version between " + range.min() + " and " + range.max()
                            + ", inclusive.");
        }
    }
}
