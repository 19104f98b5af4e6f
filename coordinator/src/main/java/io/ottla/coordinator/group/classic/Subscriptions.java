package io.ottla.coordinator.group.classic;

import io.ottla.wire.MalformedMessage;
import io.ottla.wire.codec.WireReader;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which topics a group reads, as far as its members have said so in the consumer protocol. What a member says is its own affair: if it
 * cannot be understood, nothing is known. Stateless.
 */
public final class Subscriptions {
    private static final int LEAST_STRING_BYTES = 2;

    private Subscriptions() {}

    /** Does the group read {@code topic}? A group of consumers may, as long as nobody can tell. */
    public static boolean includes(ClassicGroup group, String topic) {
        return of(group).map(topics -> topics.contains(topic)).orElse(group.isOfConsumers());
    }

    /** The topics its members name; empty if that is not known. */
    public static Optional<Set<String>> of(ClassicGroup group) {
        if (!group.isOfConsumers()) {
            return Optional.empty();
        }
        if (group.members().isEmpty()) {
            return Optional.of(Set.of());
        }
        if (group.protocol() == null) {
            return Optional.empty();
        }
        try {
            Set<String> topics = new HashSet<>();
            for (Member member : group.all()) {
                take(new WireReader(member.metadata(group.protocol()).duplicate()), topics);
            }
            return Optional.of(topics);
        } catch (MalformedMessage notConsumers) {
            return Optional.empty();
        }
    }

    /** Every version of a subscription begins with its topics. */
    private static void take(WireReader subscription, Set<String> topics) {
        subscription.int16("version");
        int count = subscription.count("topics", false, LEAST_STRING_BYTES);
        for (int i = 0; i < count; i++) {
            topics.add(subscription.string("topic", false));
        }
    }
}
