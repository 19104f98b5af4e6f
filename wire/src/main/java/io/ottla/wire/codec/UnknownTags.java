package io.ottla.wire.codec;

import java.util.IdentityHashMap;
import java.util.List;

/**
 * Tagged fields that nobody here knows, beside the messages and structs they came with. They are kept by identity of the
 * record, so that records hold only what the schema names, and a message passed on unchanged keeps them. Owned by its creator.
 */
public final class UnknownTags {
    private final IdentityHashMap<Object, List<RawTag>> tags = new IdentityHashMap<>();

    /** Keeps tags, in ascending order, for this very object. */
    public void put(Object struct, List<RawTag> ascending) {
        tags.put(struct, ascending);
    }

    /** The tags that came with this very object, ascending; mostly none. */
    public List<RawTag> of(Object struct) {
        return tags.getOrDefault(struct, List.of());
    }

    /** Were there any at all? */
    public boolean isEmpty() {
        return tags.isEmpty();
    }
}
