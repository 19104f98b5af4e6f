package io.ottla.replication.image;

import io.ottla.base.Check;
import io.ottla.wire.Uuid;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All topics, by name and by id. Immutable.
 *
 * @param byName the topics themselves
 * @param nameOf the name behind an id, so that a change of one partition touches one map only
 */
public record TopicsImage(LayeredMap<String, TopicImage> byName, LayeredMap<Uuid, String> nameOf) {

    public static final TopicsImage EMPTY = new TopicsImage(LayeredMap.empty(), LayeredMap.empty());

    public @Nullable TopicImage byName(String name) {
        return byName.get(name);
    }

    public @Nullable TopicImage byId(Uuid id) {
        String name = nameOf.get(id);
        return name == null ? null : byName.get(name);
    }

    public @Nullable PartitionImage partition(Uuid id, int index) {
        TopicImage topic = byId(id);
        return topic == null ? null : topic.partition(index);
    }

    public Collection<TopicImage> all() {
        return byName.values();
    }

    public int count() {
        return byName.size();
    }

    public TopicImage must(Uuid id) {
        return Check.present(byId(id), "metadata names topic id %s, which the image does not have", id);
    }

    public TopicsImage with(TopicImage topic) {
        TopicImage before = byName.get(topic.name());
        Check.that(
                before == null || before.id().equals(topic.id()),
                "metadata creates topic %s a second time with another id",
                topic.name());
        return new TopicsImage(
                byName.plus(topic.name(), topic), before == null ? nameOf.plus(topic.id(), topic.name()) : nameOf);
    }

    /** These topics and many new ones at once, as when a log is loaded. */
    public TopicsImage withAll(List<TopicImage> topics) {
        Map<String, TopicImage> names = new HashMap<>(topics.size() * 2);
        Map<Uuid, String> ids = new HashMap<>(topics.size() * 2);
        for (TopicImage topic : topics) {
            boolean isNew = byName.get(topic.name()) == null && names.put(topic.name(), topic) == null;
            Check.that(isNew, "metadata creates topic %s a second time", topic.name());
            ids.put(topic.id(), topic.name());
        }
        return new TopicsImage(byName.plusAll(names), nameOf.plusAll(ids));
    }

    public TopicsImage without(Uuid id) {
        return new TopicsImage(byName.minus(must(id).name()), nameOf.minus(id));
    }
}
