package io.ottla.bench.load;

/** A broker answered what no measurement may be made of: an error, or bytes that are not the answer. Ends the run. */
public final class BadAnswer extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadAnswer(String message) {
        super(message);
    }
}
