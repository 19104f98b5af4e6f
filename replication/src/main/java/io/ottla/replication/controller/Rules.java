package io.ottla.replication.controller;

import io.ottla.replication.change.ConfigChanged;
import io.ottla.replication.change.FeatureChanged;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.ConfigResource;
import io.ottla.wire.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What decisions depend on besides the image.
 *
 * @param clusterId brokers of another cluster are refused
 * @param defaultPartitions num.partitions
 * @param defaultReplicationFactor default.replication.factor
 * @param bootstrap what a cluster that has no metadata yet begins with
 * @param random for ids of topics and for where placement begins
 */
public record Rules(
        String clusterId,
        int defaultPartitions,
        int defaultReplicationFactor,
        ConfigRules configs,
        List<MetadataChange> bootstrap,
        Random random) {
    static final String ELIGIBLE_LEADERS = "eligible.leader.replicas.version";

    /**
     * The first records of a new cluster. Where eligible leader replicas are in use min.insync.replicas is a matter of the cluster, not
     * of each broker's file: so it is set there from the beginning.
     */
    List<MetadataChange> beginning() {
        List<MetadataChange> all = new ArrayList<>(bootstrap);
        if (bootstrap.stream().anyMatch(Rules::bringsElr)) {
            all.add(minInSync());
        }
        return all;
    }

    private static boolean bringsElr(MetadataChange change) {
        return change instanceof FeatureChanged f && f.feature().equals(ELIGIBLE_LEADERS) && f.level() > 0;
    }

    /**
     * What else changes when {@code feature} is finalised at {@code level}: with eligible leaders, min.insync.replicas becomes a matter
     * of the cluster.
     */
    List<MetadataChange> alongWith(ClusterImage image, String feature, short level) {
        ConfigResource all = ConfigResource.allBrokers();
        return bringsElr(new FeatureChanged(feature, level))
                        && !image.configs().of(all).containsKey(ConfigDecisions.MIN_IN_SYNC_REPLICAS)
                ? List.of(minInSync())
                : List.of();
    }

    private ConfigChanged minInSync() {
        String value = Integer.toString(configs.minInSyncReplicas(Map.of()));
        return new ConfigChanged(ConfigResource.allBrokers(), ConfigDecisions.MIN_IN_SYNC_REPLICAS, value);
    }

    /** May a broker that names {@code epoch} speak for {@code brokerId}? */
    static Outcome checkEpoch(ClusterImage image, int brokerId, long epoch) {
        BrokerImage broker = image.nodes().broker(brokerId);
        if (broker == null) {
            return Outcome.refused(
                    ErrorCode.STALE_BROKER_EPOCH, "No broker registration found for broker id " + brokerId);
        }
        return broker.epoch() == epoch
                ? Outcome.DONE
                : Outcome.refused(
                        ErrorCode.STALE_BROKER_EPOCH,
                        "Expected broker epoch " + broker.epoch() + ", but got broker epoch " + epoch);
    }

    Decisions decisions() {
        return new Decisions(
                new TopicDecisions(this),
                new ElectionDecisions(this),
                new ReassignmentDecisions(this),
                new IsrDecisions(this),
                new DirectoryDecisions(this),
                new ConfigDecisions(this),
                new NodeDecisions(this),
                new ProducerIdDecisions(),
                new FeatureDecisions(this),
                new QuotaDecisions(),
                new ScramDecisions());
    }
}
