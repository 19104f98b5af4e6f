package io.ottla.replication.controller;

import io.ottla.replication.change.FeatureChanged;
import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.controller.request.FeatureWish;
import io.ottla.replication.controller.request.FeatureWish.Direction;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.Refusal;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.ControllerImage;
import io.ottla.replication.image.VersionRange;
import io.ottla.wire.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** At which levels features are finalised (KIP-584, KIP-778): where every broker can follow, and nothing is lost. Pure. */
final class FeatureDecisions {
    private static final short ELIGIBLE_LEADERS_NEED = 23; // 4.0-IV1

    /** Levels of metadata.version that brought something new into the records: below them it could not be said. */
    private static final Set<Integer> CHANGING_RECORDS = Set.of(7, 8, 11, 13, 14, 15, 17, 23, 30);

    private final Rules rules;

    FeatureDecisions(Rules rules) {
        this.rules = rules;
    }

    /** UpdateFeatures: all or nothing. */
    Decision<Outcome> update(State state, List<FeatureWish> wishes, boolean validateOnly) {
        Map<String, Short> next = new HashMap<>(state.image().features());
        wishes.forEach(wish -> next.put(wish.feature(), wish.level()));
        List<MetadataChange> changes = new ArrayList<>();
        for (FeatureWish wish : wishes) {
            try {
                check(state.image(), wish, next);
            } catch (Refusal refusal) {
                return Decision.nothing(refusal.outcome());
            }
            if (state.image().featureLevel(wish.feature()) != wish.level()) {
                changes.add(new FeatureChanged(wish.feature(), wish.level()));
                changes.addAll(rules.alongWith(state.image(), wish.feature(), wish.level()));
            }
        }
        return validateOnly ? Decision.nothing(Outcome.DONE) : new Decision<>(changes, Outcome.DONE);
    }

    private static void check(ClusterImage image, FeatureWish wish, Map<String, Short> next) throws Refusal {
        short before = image.featureLevel(wish.feature());
        if (wish.direction() == Direction.UNKNOWN) {
            throw refused(wish, "it must be said whether that is an upgrade or a downgrade");
        }
        if (wish.level() < 0) {
            throw refused(wish, "no level is less than 0");
        }
        checkSupport(image, wish);
        if (wish.level() < before && wish.direction() == Direction.UPGRADE) {
            throw refused(wish, "that is a downgrade from " + before + ", which has to be asked for");
        }
        if (wish.level() > before && wish.direction() != Direction.UPGRADE) {
            throw refused(wish, "that is no downgrade from " + before);
        }
        if (wish.feature().equals(ClusterImage.METADATA_VERSION)) {
            checkRecords(wish, before);
        }
        boolean needsMore = next.getOrDefault(Rules.ELIGIBLE_LEADERS, (short) 0) > 0
                && next.getOrDefault(ClusterImage.METADATA_VERSION, (short) 0) < ELIGIBLE_LEADERS_NEED;
        if (needsMore) {
            throw refused(
                    wish,
                    Rules.ELIGIBLE_LEADERS + " needs " + ClusterImage.METADATA_VERSION + " " + ELIGIBLE_LEADERS_NEED);
        }
    }

    /** Every broker must follow, fenced or not, and every controller that is registered: any of them may lead next. */
    private static void checkSupport(ClusterImage image, FeatureWish wish) throws Refusal {
        boolean isKnown = image.featureLevel(wish.feature()) > 0;
        for (BrokerImage broker : image.nodes().brokers().values()) {
            isKnown |= broker.features().containsKey(wish.feature());
            checkSupport("broker " + broker.id(), broker.features(), wish);
        }
        if (!isKnown) {
            throw refused(wish, "no broker knows this feature");
        }
        for (ControllerImage controller : image.nodes().controllers().values()) {
            checkSupport("controller " + controller.id(), controller.features(), wish);
        }
    }

    /** Level 0 of a feature needs no support: it is absence. */
    private static void checkSupport(String who, Map<String, VersionRange> supported, FeatureWish wish) throws Refusal {
        VersionRange range = supported.get(wish.feature());
        boolean canDoWithout = wish.level() == 0 && !wish.feature().equals(ClusterImage.METADATA_VERSION);
        if (!canDoWithout && (range == null || !range.includes(wish.level()))) {
            throw refused(wish, who + " does not support it");
        }
    }

    private static void checkRecords(FeatureWish wish, short before) throws Refusal {
        for (int level = wish.level() + 1; level <= before; level++) {
            if (CHANGING_RECORDS.contains(level)) {
                throw refused(wish, "metadata that came with level " + level + " would be lost");
            }
        }
    }

    private static Refusal refused(FeatureWish wish, String why) {
        return new Refusal(
                ErrorCode.INVALID_UPDATE_VERSION,
                "Cannot set " + wish.feature() + " to level " + wish.level() + ": " + why);
    }
}
