package io.ottla.cli.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Name-value pairs from files and from options of the form {@code name=value}. Stateless. */
public final class PropertyFile {
    private PropertyFile() {}

    /**
     * Reads a properties file.
     *
     * @throws Failure naming the file
     */
    public static Map<String, String> read(String file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(file), UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new Failure("file " + file + " does not exist", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure("file " + file + " cannot be read: " + e.getMessage(), e);
        }
        var pairs = new TreeMap<String, String>();
        properties.forEach(
                (name, value) -> pairs.put(name.toString(), value.toString().strip()));
        return pairs;
    }

    /**
     * Takes {@code name=value} apart; a name alone has the empty value, as for Kafka's tools.
     *
     * @throws Failure if a pair has no name
     */
    public static Map<String, String> pairs(List<String> texts) {
        var pairs = new TreeMap<String, String>();
        for (var text : texts) {
            var equals = text.indexOf('=');
            var name = (equals < 0 ? text : text.substring(0, equals)).strip();
            if (name.isEmpty()) {
                throw new Failure("'" + text + "' is not of the form name=value");
            }
            pairs.put(name, equals < 0 ? "" : text.substring(equals + 1));
        }
        return pairs;
    }
}
