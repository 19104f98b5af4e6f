package io.ottla.broker.net;

import io.ottla.broker.config.NetworkSettings;
import io.ottla.broker.quota.ConnectionRates;
import java.util.List;

/**
 * What all listeners share.
 *
 * @param homes where connections live; the first one accepts
 * @param quota lives on the loop that accepts
 * @param rates live there too
 * @param onRoom run there when a connection has closed, so that listeners that had to stop go on
 */
record NetworkParts(
        List<ConnectionLoop> homes,
        ConnectionQuota quota,
        ConnectionRates rates,
        NetworkSettings settings,
        Runnable onRoom) {}
