package io.ottla.replication.insync;

import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.CommittedImage;

/** Whoever the cluster's metadata says is alive may join (KIP-841, KIP-903). Any thread. */
public final class Living implements Eligibility {
    private static final long NOT_SAID = -1;

    private final CommittedImage image;

    public Living(CommittedImage image) {
        this.image = image;
    }

    @Override
    public boolean mayJoin(int brokerId, long brokerEpoch) {
        BrokerImage broker = image.current().nodes().broker(brokerId);
        return broker != null && broker.mayLead() && (brokerEpoch == NOT_SAID || brokerEpoch == broker.epoch());
    }
}
