package io.ottla.wire;

/**
 * Bytes that are not the protocol: says what is wrong and in which field. Whoever owns the connection closes it, in one place.
 * Carries no stack trace, so that garbage from the network costs little.
 */
public final class MalformedMessage extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;
    private final String problem;

    /** @param field where: the name of a field, or a path like {@code topics[3].partitions[0].records} */
    public MalformedMessage(String field, String problem) {
        super(field + ": " + problem, null, false, false);
        this.field = field;
        this.problem = problem;
    }

    /** The path of the field, outermost first. */
    public String field() {
        return field;
    }

    /** The same problem, seen from the struct around: {@code list[index].field}. */
    public MalformedMessage within(String list, int index) {
        return new MalformedMessage(list + "[" + index + "]." + field, problem);
    }

    /** The same problem, seen from the struct around: {@code outer.field}. */
    public MalformedMessage within(String outer) {
        return new MalformedMessage(outer + "." + field, problem);
    }
}
