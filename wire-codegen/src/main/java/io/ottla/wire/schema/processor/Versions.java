package io.ottla.wire.schema.processor;

/** A range of versions, both ends included. */
record Versions(int oldest, int newest) {
    boolean contains(int version) {
        return version >= oldest && version <= newest;
    }

    /** An expression that is true in these versions, given that {@code version} lies within {@code all}. */
    String condition(Versions all) {
        var from = oldest > all.oldest ? "version >= " + oldest : "";
        var to = newest < all.newest ? "version <= " + newest : "";
        if (from.isEmpty() && to.isEmpty()) {
            return "true";
        }
        return from.isEmpty() || to.isEmpty() ? from + to : from + " && " + to;
    }
}
