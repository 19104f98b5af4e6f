package io.ottla.broker.config;

import io.ottla.broker.config.definition.ConfigType;
import io.ottla.replication.controller.ConfigRules;
import io.ottla.replication.controller.request.ConfigOp;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.image.ConfigResource;
import io.ottla.wire.ErrorCode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Works out what single changes would make of a broker's configuration, for the broker to judge. Stateless. */
public final class BrokerEdits {
    private static final String MIN_IN_SYNC = "min.insync.replicas";

    private final Supplier<BrokerConfig> config;
    private final ConfigRules rules;

    public BrokerEdits(Supplier<BrokerConfig> config, ConfigRules rules) {
        this.config = config;
        this.rules = rules;
    }

    /** May {@code ops} be done to {@code resource}, which is this broker or all brokers? */
    public Outcome whyNot(ConfigResource resource, List<ConfigOp> ops) {
        var now = config.get();
        boolean forAll = resource.name().isEmpty();
        var settings = new HashMap<>(forAll ? now.forAllBrokers() : now.forThisBroker());
        for (var op : ops) {
            if (op.name().equals(MIN_IN_SYNC) && !forAll) {
                return Outcome.refused(
                        ErrorCode.INVALID_CONFIG,
                        MIN_IN_SYNC + " is a matter of all brokers: eligible leaders (KIP-966) depend on it");
            }
            if (op.kind() == ConfigOp.Kind.DELETE) {
                settings.remove(op.name());
            } else if (op.kind() == ConfigOp.Kind.SET) {
                settings.put(op.name(), Objects.requireNonNull(op.value()));
            } else if (rules.isList(ConfigResource.Type.BROKER, op.name())) {
                settings.put(op.name(), edited(settings, op));
            } else {
                return Outcome.refused(ErrorCode.INVALID_CONFIG, op.name() + " is no list");
            }
        }
        return whyNot(now, forAll, settings);
    }

    /** May {@code wanted} be all that is set for this broker, or for all brokers? */
    public static Outcome whyNot(BrokerConfig now, boolean forAll, Map<String, String> wanted) {
        return BrokerChanges.complaint(now, forAll, wanted)
                .map(message -> Outcome.refused(ErrorCode.INVALID_REQUEST, message))
                .orElse(Outcome.DONE);
    }

    private String edited(Map<String, String> settings, ConfigOp op) {
        var text = settings.getOrDefault(op.name(), rules.defaultValue(ConfigResource.Type.BROKER, op.name()));
        var elements = new LinkedHashSet<>(ConfigType.split(text.strip()));
        var named = ConfigType.split(Objects.requireNonNull(op.value()).strip());
        if (op.kind() == ConfigOp.Kind.APPEND) {
            elements.addAll(named);
        } else {
            named.forEach(elements::remove);
        }
        return String.join(",", elements);
    }
}
