package io.ottla.wire.batch;

import java.util.Optional;

/** Whose time the timestamps of a batch are; bit 3 of its attributes. Immutable. */
public enum TimestampType {
    /** Each record carries the time its producer gave it. */
    CREATE_TIME("CreateTime"),
    /** All records of the batch have the batch's max timestamp: the time the broker appended it. */
    LOG_APPEND_TIME("LogAppendTime");

    private final String configName;

    TimestampType(String configName) {
        this.configName = configName;
    }

    /** The value of message.timestamp.type. */
    public String configName() {
        return configName;
    }

    /** The type with this value of message.timestamp.type, exactly as written there. */
    public static Optional<TimestampType> named(String configName) {
        for (TimestampType type : values()) {
            if (type.configName.equals(configName)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
