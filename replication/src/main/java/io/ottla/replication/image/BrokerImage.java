package io.ottla.replication.image;

import io.ottla.wire.Uuid;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One registered broker. Immutable.
 *
 * @param epoch the metadata offset of its registration; every request it sends as a broker must carry it
 * @param incarnationId drawn by the process when it starts
 * @param fenced it may not lead, and clients are not told of it
 * @param inControlledShutdown it is leaving in an orderly way: it may not be given leadership
 * @param directories the ids of its working log directories
 * @param cordonedDirectories directories that take no new partitions; null until the broker has said
 */
public record BrokerImage(
        int id,
        long epoch,
        Uuid incarnationId,
        List<Endpoint> endpoints,
        Map<String, VersionRange> features,
        @Nullable String rack,
        boolean fenced,
        boolean inControlledShutdown,
        List<Uuid> directories,
        @Nullable List<Uuid> cordonedDirectories) {

    public BrokerImage {
        endpoints = List.copyOf(endpoints);
        features = Collections.unmodifiableMap(new TreeMap<>(features));
        directories = List.copyOf(directories);
        cordonedDirectories = cordonedDirectories == null ? null : List.copyOf(cordonedDirectories);
    }

    /** The endpoint of {@code listener}; null if the broker has no such listener. */
    public @Nullable Endpoint endpoint(String listener) {
        for (Endpoint endpoint : endpoints) {
            if (endpoint.listener().equals(listener)) {
                return endpoint;
            }
        }
        return null;
    }

    /** May be made leader of a partition now. */
    public boolean mayLead() {
        return !fenced && !inControlledShutdown;
    }

    /** Has it a directory that takes new partitions? */
    public boolean takesPartitions() {
        return cordonedDirectories == null
                || cordonedDirectories.isEmpty()
                || !cordonedDirectories.containsAll(directories);
    }

    public BrokerImage with(boolean nowFenced, boolean nowInControlledShutdown) {
        return new BrokerImage(
                id,
                epoch,
                incarnationId,
                endpoints,
                features,
                rack,
                nowFenced,
                nowInControlledShutdown,
                directories,
                cordonedDirectories);
    }

    public BrokerImage withDirectories(List<Uuid> working, @Nullable List<Uuid> cordoned) {
        return new BrokerImage(
                id, epoch, incarnationId, endpoints, features, rack, fenced, inControlledShutdown, working, cordoned);
    }
}
