package io.ottla.broker.config;

import io.ottla.base.OwnedBy;
import io.ottla.replication.image.ConfigResource;
import io.ottla.replication.image.ImageDelta;
import io.ottla.replication.image.ImageFollower;
import io.ottla.replication.partition.settings.TopicConfigs;
import io.ottla.replication.partition.settings.TopicSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This broker's configuration as it is now: the file's, changed by what the cluster has agreed on since. Written on the
 * controller's loop, in line with the committed image; {@link #get} and {@link #settings} may be called from any thread. It has
 * to follow the image before those who ask it.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class LiveConfig implements ImageFollower, Supplier<BrokerConfig>, TopicConfigs {
    private static final Logger LOG = LoggerFactory.getLogger(LiveConfig.class);

    private final int nodeId;
    private final List<Watcher> watchers = new ArrayList<>();
    private volatile Now now;

    /** Wants to know of changes. */
    public interface Watcher {
        /** The configuration has changed; on the controller's loop. Must be quick and must not fail. */
        void onChanged(BrokerConfig before, BrokerConfig after);
    }

    /** What is current, and what it means to a topic that sets nothing. */
    private record Now(BrokerConfig broker, TopicSettings plainTopic) {
        static Now of(BrokerConfig broker) {
            return new Now(broker, new TopicConfig(broker, Map.of()).settings());
        }
    }

    /** @param atStart what the file and the command line say */
    public LiveConfig(BrokerConfig atStart) {
        nodeId = atStart.nodeId();
        now = Now.of(atStart);
    }

    @Override
    public BrokerConfig get() {
        return now.broker();
    }

    @Override
    public TopicSettings settings(Map<String, String> overrides) {
        var current = now;
        return overrides.isEmpty() ? current.plainTopic() : new TopicConfig(current.broker(), overrides).settings();
    }

    /** From now on {@code watcher} hears of changes. Before the first image, or on the controller's loop. */
    public void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    @Override
    public void onImage(ImageDelta delta) {
        var mine = ConfigResource.broker(nodeId);
        if (!delta.configs().contains(mine) && !delta.configs().contains(ConfigResource.allBrokers())) {
            return;
        }
        var before = now.broker();
        var configs = delta.after().configs();
        try {
            var after = before.changed(usable(configs.of(ConfigResource.allBrokers())), usable(configs.of(mine)));
            now = Now.of(after);
            tellOfVainChanges(before, after);
            for (var watcher : watchers) {
                watcher.onChanged(before, after);
            }
        } catch (ConfigMistake mistake) {
            LOG.error(
                    "What the cluster has set for this broker cannot be used, the configuration stays as it is: {}",
                    mistake.getMessage());
        }
    }

    /** Kafka's operators set such things as num.io.threads while a broker runs: who reads the log shall know what came of it. */
    private static void tellOfVainChanges(BrokerConfig before, BrokerConfig after) {
        var names = new TreeSet<>(after.forAllBrokers().keySet());
        names.addAll(after.forThisBroker().keySet());
        for (var name : names) {
            if (!before.text(name).equals(after.text(name))) {
                BrokerSettingNames.withoutEffect(name)
                        .ifPresent(why -> LOG.info("{} has changed, without effect: {}", name, why.reason()));
            }
        }
    }

    /** What was agreed on by another version of this program may not be understood by this one. */
    private static Map<String, String> usable(Map<String, String> settings) {
        var usable = new HashMap<>(settings);
        usable.entrySet()
                .removeIf(setting -> BrokerSettingNames.find(setting.getKey())
                        .flatMap(definition -> definition.complaint(setting.getValue()))
                        .filter(complaint -> {
                            LOG.error(
                                    "The cluster has set {} to what cannot be used: it must be {}",
                                    setting.getKey(),
                                    complaint);
                            return true;
                        })
                        .isPresent());
        return usable;
    }
}
