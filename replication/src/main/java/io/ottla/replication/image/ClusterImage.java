package io.ottla.replication.image;

import io.ottla.wire.Uuid;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The whole cluster as of one position in the metadata log. Immutable: any thread may hold one for as long as it likes.
 *
 * @param features finalised feature levels by name; a level of 0 is the same as absence
 * @param nextProducerId the first producer id no block has been given out of
 * @param quotas client quotas: whom, which, how much
 */
public record ClusterImage(
        LogPosition position,
        PMap<String, Short> features,
        NodesImage nodes,
        TopicsImage topics,
        ConfigsImage configs,
        long nextProducerId,
        PMap<QuotaEntity, PMap<String, Double>> quotas,
        PMap<ScramCredential.Key, ScramCredential> scram,
        PMap<Uuid, AccessRule> accessRules,
        PMap<String, DelegationToken> tokens) {

    /** The finalised feature that says which metadata records may be written. */
    public static final String METADATA_VERSION = "metadata.version";

    public static final ClusterImage EMPTY = new ClusterImage(
            LogPosition.NOTHING,
            HashTreePMap.empty(),
            NodesImage.EMPTY,
            TopicsImage.EMPTY,
            ConfigsImage.EMPTY,
            0,
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty());

    /** The finalised level of {@code feature}; 0 if it is not finalised. */
    public short featureLevel(String feature) {
        Short level = features.get(feature);
        return level == null ? 0 : level;
    }

    public ClusterImage at(LogPosition newPosition) {
        return new ClusterImage(
                newPosition, features, nodes, topics, configs, nextProducerId, quotas, scram, accessRules, tokens);
    }

    public ClusterImage withFeatures(PMap<String, Short> newFeatures) {
        return new ClusterImage(
                position, newFeatures, nodes, topics, configs, nextProducerId, quotas, scram, accessRules, tokens);
    }

    public ClusterImage withNodes(NodesImage newNodes) {
        return new ClusterImage(
                position, features, newNodes, topics, configs, nextProducerId, quotas, scram, accessRules, tokens);
    }

    public ClusterImage withTopics(TopicsImage newTopics) {
        return new ClusterImage(
                position, features, nodes, newTopics, configs, nextProducerId, quotas, scram, accessRules, tokens);
    }

    public ClusterImage withConfigs(ConfigsImage newConfigs) {
        return new ClusterImage(
                position, features, nodes, topics, newConfigs, nextProducerId, quotas, scram, accessRules, tokens);
    }

    public ClusterImage withNextProducerId(long newNextProducerId) {
        return new ClusterImage(
                position, features, nodes, topics, configs, newNextProducerId, quotas, scram, accessRules, tokens);
    }

    public ClusterImage withQuotas(PMap<QuotaEntity, PMap<String, Double>> newQuotas) {
        return new ClusterImage(
                position, features, nodes, topics, configs, nextProducerId, newQuotas, scram, accessRules, tokens);
    }

    public ClusterImage withSecurity(
            PMap<ScramCredential.Key, ScramCredential> newScram,
            PMap<Uuid, AccessRule> newAccessRules,
            PMap<String, DelegationToken> newTokens) {
        return new ClusterImage(
                position,
                features,
                nodes,
                topics,
                configs,
                nextProducerId,
                quotas,
                newScram,
                newAccessRules,
                newTokens);
    }
}
