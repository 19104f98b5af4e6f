package io.ottla.cli.tool;

/** One command line tool, as Kafka names it. Made for one run, on the main thread. */
public interface Tool {
    /** Its name, purpose and options: what {@code --help} prints and the parser accepts. */
    Usage usage();

    /**
     * Does the work.
     *
     * @throws Failure with one line for the person at the terminal; the exit code is then 1
     */
    void run(Arguments given, Terminal terminal);
}
