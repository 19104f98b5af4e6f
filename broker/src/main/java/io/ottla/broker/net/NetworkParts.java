package io.ottla.broker.net;

import io.ottla.broker.config.NetworkSettings;
import java.util.List;

/**
 * What all listeners share.
 *
 * @param homes where connections live; the first one accepts
 * @param quota lives on the loop that accepts
 */
record NetworkParts(List<ConnectionLoop> homes, ConnectionQuota quota, NetworkSettings settings) {}
