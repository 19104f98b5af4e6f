package io.ottla.broker.joint;

import io.ottla.base.OwnedBy;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.metadata.MetadataLog;
import java.util.List;
import java.util.function.IntConsumer;

/** A metadata log of which somebody else hears who leads it, before the controller does. */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
final class OverheardLog implements MetadataLog {
    private final MetadataLog log;
    private final IntConsumer leads;

    OverheardLog(MetadataLog log, IntConsumer leads) {
        this.log = log;
        this.leads = leads;
    }

    @Override
    public void start(Listener listener) {
        log.start(new Listener() {
            @Override
            public void onImage(ClusterImage image) {
                listener.onImage(image);
            }

            @Override
            public void onCommitted(Batch batch) {
                listener.onCommitted(batch);
            }

            @Override
            public void onLeader(int epoch, long nextOffset) {
                listener.onLeader(epoch, nextOffset);
            }

            @Override
            public void onResigned() {
                listener.onResigned();
            }

            @Override
            public void onLeaderKnown(int leaderId, int epoch) {
                leads.accept(leaderId);
                listener.onLeaderKnown(leaderId, epoch);
            }

            @Override
            public void onFailed(String why) {
                listener.onFailed(why);
            }
        });
    }

    @Override
    public long append(int epoch, List<MetadataChange> changes) {
        return log.append(epoch, changes);
    }

    @Override
    public void barrier(int epoch, Runnable onLoop) {
        log.barrier(epoch, onLoop);
    }

    @Override
    public void mayForget(ClusterImage image) {
        log.mayForget(image);
    }

    @Override
    public void close(Runnable onLoop) {
        log.close(onLoop);
    }
}
