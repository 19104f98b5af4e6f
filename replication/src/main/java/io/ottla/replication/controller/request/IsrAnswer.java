package io.ottla.replication.controller.request;

import io.ottla.replication.image.PartitionImage;
import io.ottla.wire.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What became of an {@link IsrProposal}.
 *
 * @param partition as it is now; null unless {@code error} is NONE
 */
public record IsrAnswer(ErrorCode error, @Nullable PartitionImage partition) {}
