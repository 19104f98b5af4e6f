package io.ottla.wire.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;

/** The definitions and generated classes of one release of Kafka. */
record KafkaRelease(String name, ClassLoader loader, Map<String, Schema> schemas, Map<String, String> packages) {
    /** The newest release, which is on the test class path. */
    static final KafkaRelease NEW = of(
            "4.4.0",
            KafkaRelease.class.getClassLoader(),
            Map.of(
                    "org.apache.kafka.common.message.FetchRequestData", "org.apache.kafka.common.message",
                    "org.apache.kafka.coordinator.group.generated.OffsetCommitKey",
                            "org.apache.kafka.coordinator.group.generated",
                    "org.apache.kafka.coordinator.transaction.generated.TransactionLogKey",
                            "org.apache.kafka.coordinator.transaction.generated",
                    "org.apache.kafka.coordinator.share.generated.ShareUpdateKey",
                            "org.apache.kafka.coordinator.share.generated",
                    "org.apache.kafka.common.metadata.TopicRecord", "org.apache.kafka.common.metadata"));

    /** The last release that knew the versions Kafka 4 dropped; in a class loader of its own. */
    static final KafkaRelease OLD = of(
            "3.9",
            isolated(),
            Map.of("org.apache.kafka.common.message.FetchRequestData", "org.apache.kafka.common.message"));

    /** The newest release that knows this version. */
    static KafkaRelease knowing(String message, int version) {
        var schema = NEW.schemas.get(message);
        return schema != null && schema.versions().contains(version) ? NEW : OLD;
    }

    private static KafkaRelease of(String name, ClassLoader loader, Map<String, String> packageOfClassInJar) {
        var schemas = new TreeMap<String, Schema>();
        var packages = new TreeMap<String, String>();
        packageOfClassInJar.forEach((className, packageName) -> {
            try (var jar = new JarFile(jarOf(loader.loadClass(className)).toFile())) {
                for (var entry : jar.stream().filter(KafkaRelease::isDefinition).toList()) {
                    var schema = KafkaDefinition.schema(Json.read(jar.getInputStream(entry)));
                    if (schema != null) {
                        schemas.put(schema.name(), schema);
                        packages.put(schema.name(), packageName);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (ReflectiveOperationException | URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        });
        return new KafkaRelease(name, loader, schemas, packages);
    }

    private static boolean isDefinition(java.util.zip.ZipEntry entry) {
        return entry.getName().matches("common/(message|metadata)/[A-Za-z0-9]+\\.json");
    }

    private static Path jarOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static ClassLoader isolated() {
        try {
            var kafka =
                    Path.of("target", "kafka-old", "kafka-clients.jar").toUri().toURL();
            var slf4j = jarOf(org.slf4j.LoggerFactory.class).toUri().toURL();
            return new URLClassLoader(List.of(kafka, slf4j).toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
        } catch (MalformedURLException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The class Kafka generated for a message. */
    Class<?> classOf(String message) throws ClassNotFoundException {
        var name = packages.get(message) + "." + message;
        return message.endsWith("Request") || message.endsWith("Response") || message.endsWith("Header")
                ? loader.loadClass(name + "Data")
                : loader.loadClass(name);
    }
}
