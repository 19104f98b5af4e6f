package io.ottla.cli.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What {@code --version} says: Kafka's version that the protocol matches, and our own. */
public final class Version {
    private Version() {}

    /** In one line. */
    public static String line() {
        var properties = new Properties();
        try (var in = Version.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("kafka", "?") + " (Ottla " + properties.getProperty("ottla", "?") + ")";
    }
}
