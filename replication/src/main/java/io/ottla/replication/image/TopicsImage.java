package io.ottla.replication.image;

import io.ottla.base.Check;
import io.ottla.wire.Uuid;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * All topics, by name and by id. Immutable.
 *
 * @param byName the topics themselves
 * @param nameOf the name behind an id, so that a change of one partition touches one map only
 */
public record TopicsImage(PMap<String, TopicImage> byName, PMap<Uuid, String> nameOf) {

    public static final TopicsImage EMPTY = new TopicsImage(HashTreePMap.empty(), HashTreePMap.empty());

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

    public TopicsImage without(Uuid id) {
        return new TopicsImage(byName.minus(must(id).name()), nameOf.minus(id));
    }
}
