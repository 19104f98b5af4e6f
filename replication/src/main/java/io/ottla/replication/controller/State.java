package io.ottla.replication.controller;

import io.ottla.replication.image.ClusterImage;

/**
 * What a decision may look at.
 *
 * @param image everything appended so far, committed or not
 * @param nextOffset the metadata offset the first change of this decision will get
 */
record State(ClusterImage image, long nextOffset) {}
