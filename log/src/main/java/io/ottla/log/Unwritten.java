package io.ottla.log;

/** Stands in for a body that follows soon. */
final class Unwritten {
    private Unwritten() {}

    @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"})
    static <T> T yet() {
        throw new UnsupportedOperationException("follows soon");
    }
}
