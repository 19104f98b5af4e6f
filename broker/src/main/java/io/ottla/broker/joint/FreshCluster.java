package io.ottla.broker.joint;

import io.ottla.broker.config.BrokerConfig;
import io.ottla.replication.change.ConfigChanged;
import io.ottla.replication.change.FeatureChanged;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.image.ConfigResource;
import java.util.ArrayList;
import java.util.List;

/** What a cluster that has no metadata yet begins with, besides what its formatting says. Stateless. */
final class FreshCluster {
    private static final String ELIGIBLE_LEADERS = "eligible.leader.replicas.version";
    private static final String MIN_IN_SYNC = "min.insync.replicas";

    private FreshCluster() {}

    /**
     * Where eligible leaders are kept (KIP-966) all brokers must agree on min.insync.replicas: it is set for all of them, to what
     * this node's file says, as Apache Kafka does.
     */
    static List<MetadataChange> beginning(List<MetadataChange> formatted, BrokerConfig config) {
        var changes = new ArrayList<>(formatted);
        for (var change : formatted) {
            if (change instanceof FeatureChanged feature
                    && feature.level() > 0
                    && feature.feature().equals(ELIGIBLE_LEADERS)) {
                var value = config.text(MIN_IN_SYNC).orElseThrow();
                changes.add(new ConfigChanged(ConfigResource.allBrokers(), MIN_IN_SYNC, value));
            }
        }
        return List.copyOf(changes);
    }
}
