package io.ottla.log.checkpoint;

import io.ottla.log.disk.Disk;
import io.ottla.log.disk.SmallFile;
import io.ottla.wire.Uuid;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** The file meta.properties (version 1): whose log directory this is. Immutable. */
public record MetaProperties(String clusterId, int nodeId, Uuid directoryId) {
    public static final String FILE_NAME = "meta.properties";

    /** Blocks until it is on disk. */
    public void write(Disk disk, Path logDir) throws IOException {
        var text = "#\nversion=1\ncluster.id=" + clusterId + "\nnode.id=" + nodeId + "\ndirectory.id=" + directoryId
                + "\n";
        SmallFile.replace(disk, logDir.resolve(FILE_NAME), text);
        disk.forceDirectory(logDir);
    }

    /**
     * Empty if the directory has not been formatted. Blocks.
     *
     * @throws IOException if the file is there but says something else; the message is for a person
     */
    public static Optional<MetaProperties> read(Disk disk, Path logDir) throws IOException {
        var path = logDir.resolve(FILE_NAME);
        var text = SmallFile.readText(disk, path);
        return text.isEmpty() ? Optional.empty() : Optional.of(parse(text.get(), path));
    }

    private static MetaProperties parse(String text, Path path) throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(text));
        try {
            if (!"1".equals(required(properties, "version", path))) {
                throw new IOException(path + ": version is " + properties.getProperty("version") + ", must be 1");
            }
            return new MetaProperties(
                    required(properties, "cluster.id", path),
                    Integer.parseInt(required(properties, "node.id", path)),
                    Uuid.parse(properties.getProperty("directory.id", Uuid.ZERO.toString())));
        } catch (IllegalArgumentException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    private static String required(Properties properties, String name, Path path) throws IOException {
        var value = properties.getProperty(name);
        if (value == null) {
            throw new IOException(path + ": " + name + " is missing");
        }
        return value;
    }
}
