package io.ottla.broker.logging;

/**
 * Says that this process is ours, and its log lines go where we write them. Whoever has a main method says it before anything is
 * logged. Nobody else does: in somebody else's process (a broker for tests) the choice of an slf4j provider is theirs.
 */
public final class OwnLogging {
    private static final String PROVIDER = "slf4j.provider";
    /** slf4j would otherwise say that it does as it is told. */
    private static final String VERBOSITY = "slf4j.internal.verbosity";

    private OwnLogging() {}

    /** What the command line says comes first. */
    public static void use() {
        preset(PROVIDER, "io.ottla.broker.logging.LoggingProvider");
        preset(VERBOSITY, "WARN");
    }

    private static void preset(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
