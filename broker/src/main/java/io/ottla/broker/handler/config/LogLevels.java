package io.ottla.broker.handler.config;

import io.ottla.broker.config.SettingSource;
import io.ottla.broker.config.ShownSetting;
import io.ottla.broker.config.ShownSetting.Synonym;
import io.ottla.replication.controller.request.ConfigOp;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.wire.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What this broker writes to its log, as the configuration of its loggers (KIP-412). Nothing of it outlives the process. Any thread. */
public final class LogLevels {
    /** The logger whose level holds where no other says something. */
    public static final String ROOT = "root";

    private static final List<String> LEVELS = List.of("FATAL", "ERROR", "WARN", "INFO", "DEBUG", "TRACE");

    private final Backend backend;

    /** What really writes. */
    public interface Backend {
        /** The level of each logger, {@link #ROOT} among them. */
        Map<String, String> levels();

        /** Sets the level of a logger there is; {@code level} empty: as the one above it. */
        void set(String logger, Optional<String> level);
    }

    public LogLevels(Backend backend) {
        this.backend = backend;
    }

    /** All loggers, by name. */
    List<ShownSetting> shown() {
        return new TreeMap<>(backend.levels())
                .entrySet().stream()
                        .map(logger -> new ShownSetting(
                                logger.getKey(),
                                logger.getValue(),
                                false,
                                false,
                                List.of(new Synonym(logger.getKey(), logger.getValue(), SettingSource.LOGGER)),
                                Optional.empty()))
                        .toList();
    }

    /** Changes levels, all or none. */
    Outcome change(List<ConfigOp> ops, boolean validateOnly) {
        var known = backend.levels().keySet();
        for (var op : ops) {
            var why = whyNot(op, known);
            if (!why.isDone()) {
                return why;
            }
        }
        if (!validateOnly) {
            ops.forEach(op -> backend.set(op.name(), level(op)));
        }
        return Outcome.DONE;
    }

    /** A level that is taken back may still be named. */
    private static Optional<String> level(ConfigOp op) {
        return op.kind() == ConfigOp.Kind.DELETE ? Optional.empty() : Optional.ofNullable(op.value());
    }

    private static Outcome whyNot(ConfigOp op, Set<String> known) {
        var level = op.value();
        return switch (op.kind()) {
            case APPEND, SUBTRACT -> Outcome.refused(ErrorCode.INVALID_REQUEST, "A level is no list");
            case DELETE ->
                op.name().equals(ROOT)
                        ? Outcome.refused(ErrorCode.INVALID_REQUEST, "The root logger always has a level of its own")
                        : whyUnknown(op.name(), known);
            case SET ->
                level == null || !LEVELS.contains(level)
                        ? Outcome.refused(ErrorCode.INVALID_CONFIG, "A level is one of " + String.join(", ", LEVELS))
                        : whyUnknown(op.name(), known);
        };
    }

    /** A name above loggers stands for all of them. */
    private static Outcome whyUnknown(String logger, Set<String> known) {
        return known.contains(logger) || known.stream().anyMatch(name -> name.startsWith(logger + "."))
                ? Outcome.DONE
                : Outcome.refused(ErrorCode.INVALID_CONFIG, "No logger is called " + logger);
    }
}
