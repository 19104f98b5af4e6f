package io.ottla.broker.config.definition;

import java.io.IOException;
import java.lang.reflect.AccessibleObject;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The definitions inside Apache Kafka 4.3.1, read from its jars in a class loader of their own: the clients on our test class
 * path are of another version.
 */
final class Oracle implements AutoCloseable {
    private final URLClassLoader kafka;

    Oracle() throws IOException, InterruptedException {
        var script = Path.of(System.getProperty("ottla.root", ".."), "compat-tests", "oracle", "kafka");
        var process = new ProcessBuilder(script.toString(), "classpath")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var urls = new ArrayList<URL>();
        try (var lines = process.inputReader()) {
            for (var jars = new StringTokenizer(lines.readLine(), ":"); jars.hasMoreTokens(); ) {
                urls.add(url(jars.nextToken()));
            }
        }
        if (process.waitFor() != 0) {
            throw new AssertionError(script + " classpath failed");
        }
        kafka = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /** A definition as Kafka has it, in the words of our rows. */
    record Known(String type, String defaultText, String rule, String importance, boolean internal) {}

    /** What {@code holder.member}, a field or a method without parameters, defines; by name. */
    Map<String, Known> definitions(String holder, String member) throws ReflectiveOperationException {
        var keys = (Map<?, ?>) call(value(holder, member), "configKeys");
        var known = new TreeMap<String, Known>();
        for (var key : keys.values()) {
            var type = field(key, "type").toString();
            var defaultValue = field(key, "defaultValue");
            known.put(
                    (String) field(key, "name"),
                    new Known(
                            type,
                            (Boolean) call(key, "hasDefault") ? written(defaultValue) : "none",
                            rule(field(key, "validator")),
                            field(key, "importance").toString(),
                            (Boolean) field(key, "internalConfig")));
        }
        return known;
    }

    /** The value of a static field or of a static method without parameters. */
    Object value(String holder, String member) throws ReflectiveOperationException {
        var type = kafka.loadClass(holder);
        for (var field : type.getFields()) {
            if (field.getName().equals(member)) {
                return field.get(null);
            }
        }
        return type.getMethod(member).invoke(null);
    }

    Object call(Object target, String method) throws ReflectiveOperationException {
        return opened(target.getClass().getMethod(method)).invoke(target);
    }

    Object field(Object target, String name) throws ReflectiveOperationException {
        for (Class<?> type = target.getClass(); ; type = type.getSuperclass()) {
            for (var field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    var value = opened(field).get(target);
                    return value == null ? "null" : value;
                }
            }
        }
    }

    private String rule(Object validator) throws ReflectiveOperationException {
        return switch (validator.getClass().getSimpleName()) {
            case "String" -> "-"; // there is none
            case "NonNullValidator" -> "-";
            case "Range" -> validator.toString();
            case "ValidString", "CaseInsensitiveValidString" -> "one of " + sorted(field(validator, "validStrings"));
            case "ValidList" ->
                (((Boolean) field(validator, "isEmptyAllowed")) ? "unique-or-none" : "unique")
                        + sorted(field(field(validator, "validString"), "validStrings"));
            case "NonEmptyString" -> "NOT_EMPTY";
            case "LambdaValidator" -> "GZIP_LEVEL";
            case "ThrottledReplicaListValidator" -> "THROTTLED_REPLICAS";
            case "Validator" -> "SHARE_OFFSET_RESET";
            case "ControllerQuorumBootstrapServersValidator" -> "ADDRESSES";
            case "ControllerQuorumVotersValidator" -> "VOTERS";
            default -> throw new AssertionError("a rule we do not know: " + validator.getClass());
        };
    }

    static List<String> sorted(Object words) {
        return ((Collection<?>) words).stream().map(Object::toString).sorted().toList();
    }

    private static String written(Object value) {
        if (value instanceof Collection<?> list) {
            return list.stream().map(Object::toString).collect(Collectors.joining(","));
        }
        return value instanceof Class<?> type ? type.getName() : value.toString();
    }

    private static <T extends AccessibleObject> T opened(T member) {
        member.setAccessible(true);
        return member;
    }

    private static URL url(String jar) {
        try {
            return Path.of(jar).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() throws IOException {
        kafka.close();
    }
}
