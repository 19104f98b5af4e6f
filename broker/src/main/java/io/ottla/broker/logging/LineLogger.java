package io.ottla.broker.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes {@code [2026-11-21 10:15:30,123] INFO message (logger)}, each line with one write, so that lines of threads do not mix. */
final class LineLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;

    /** Standard output, or standard error for tools, whose output is for whoever called them. */
    private static final PrintStream OUT =
            "stderr".equals(System.getProperty("ottla.log.target")) ? System.err : System.out;

    private volatile Level level;

    LineLogger(String name, Level level) {
        this.name = name;
        this.level = level;
    }

    Level level() {
        return level;
    }

    void setLevel(Level newLevel) {
        level = newLevel;
    }

    private boolean writes(Level asked) {
        return asked.toInt() >= level.toInt();
    }

    @Override
    public boolean isTraceEnabled() {
        return writes(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return writes(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return writes(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return writes(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return writes(Level.ERROR);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level asked,
            @Nullable Marker marker,
            String pattern,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        var line = new StringBuilder(160);
        time(line, LocalDateTime.now(ZoneId.systemDefault()));
        line.append(asked.name()).append(' ');
        line.append(arguments == null ? pattern : MessageFormatter.basicArrayFormat(pattern, arguments));
        line.append(" (").append(getName()).append(")\n");
        if (thrown != null) {
            var trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            line.append(trace);
        }
        OUT.writeBytes(line.toString().getBytes(UTF_8));
        OUT.flush();
    }

    private static void time(StringBuilder line, LocalDateTime now) {
        line.append('[').append(now.getYear());
        two(line.append('-'), now.getMonthValue());
        two(line.append('-'), now.getDayOfMonth());
        two(line.append(' '), now.getHour());
        two(line.append(':'), now.getMinute());
        two(line.append(':'), now.getSecond());
        var ms = now.get(ChronoField.MILLI_OF_SECOND);
        line.append(',').append(ms < 100 ? "0" : "");
        two(line, ms);
        line.append("] ");
    }

    private static void two(StringBuilder line, int number) {
        line.append(number < 10 ? "0" : "").append(number);
    }
}
