package io.ottla.broker.logging;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * All loggers and their levels. A level belongs to a name and to every name below it that has none of its own.
 *
 * <p>Any thread: loggers are made by whoever first uses a class, and levels changed by a request; hence the concurrent maps.
 */
public final class Loggers implements ILoggerFactory {
    /** The one of this process. */
    public static final Loggers ALL = new Loggers(levelOf(System.getProperty("ottla.log.level"), Level.INFO));

    /** The name above all others. */
    public static final String ROOT = "root";

    private static final Level SILENT_BELOW = Level.ERROR;

    private final Map<String, LineLogger> byName = new ConcurrentHashMap<>();
    private final Map<String, Level> levels = new ConcurrentHashMap<>();

    private Loggers(Level root) {
        levels.put(ROOT, root);
        // Netty tells much on its way up that nobody needs.
        levels.put("io.netty", Level.WARN);
        // Ratis tells of each vote and of each message that did not arrive, as a warning; what it comes to, the quorum
        // says itself.
        levels.put("org.apache.ratis", Level.ERROR);
    }

    @Override
    public Logger getLogger(String name) {
        var logger = byName.get(name);
        return logger != null ? logger : byName.computeIfAbsent(name, made -> new LineLogger(made, effective(made)));
    }

    private Level effective(String name) {
        for (var at = name; ; at = at.substring(0, at.lastIndexOf('.'))) {
            var own = levels.get(at);
            if (own != null) {
                return own;
            }
            if (at.indexOf('.') < 0) {
                return levels.getOrDefault(ROOT, Level.INFO);
            }
        }
    }

    /** The level of every logger there is and of every name that was given one, {@link #ROOT} among them. */
    public Map<String, String> levels() {
        var shown = new TreeMap<String, String>();
        levels.forEach((name, level) -> shown.put(name, level.name()));
        byName.forEach((name, logger) -> shown.put(name, logger.level().name()));
        return shown;
    }

    /**
     * Sets the level of {@code name} and of what is below it; empty takes it back.
     *
     * @param level as Kafka names it; FATAL is our ERROR
     */
    public void set(String name, Optional<String> level) {
        if (level.isPresent()) {
            levels.put(name, levelOf(level.get(), SILENT_BELOW));
        } else if (!name.equals(ROOT)) {
            levels.remove(name);
        }
        byName.values().forEach(logger -> logger.setLevel(effective(logger.getName())));
    }

    private static Level levelOf(@Nullable String name, Level otherwise) {
        for (var level : Level.values()) {
            if (level.name().equalsIgnoreCase(name)) {
                return level;
            }
        }
        return otherwise;
    }
}
