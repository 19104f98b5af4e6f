package io.ottla.replication.change;

import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.Touched;

/**
 * One thing that happened to the cluster: a metadata record, read. A change carries its own verb, so a new one without it
 * does not compile.
 */
public sealed interface MetadataChange
        permits TopicChange,
                NodeChange,
                ConfigChanged,
                FeatureChanged,
                ProducerIdsGiven,
                QuotaChanged,
                SecurityChange,
                LogMark {

    /**
     * The image after this change; its position is left as it was.
     *
     * @throws io.ottla.base.Check.BrokenInvariant if the change speaks of something the image does not have: the log is not
     *     ours or is corrupt
     */
    ClusterImage applyTo(ClusterImage image);

    /** Notes in {@code touched} what followers of the image must look at again. */
    default void touch(Touched touched) {}
}
