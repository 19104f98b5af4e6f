package io.ottla.replication.image;

import org.jspecify.annotations.Nullable;

/**
 * What a configuration belongs to.
 *
 * @param name the topic, group or subscription; a broker's id in decimal, or empty for the default of all brokers
 */
public record ConfigResource(Type type, String name) {
    // Written out because a key of every start: what a record gets of itself is linked at run time.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConfigResource that && type == that.type && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + type.code;
    }

    public static ConfigResource topic(String name) {
        return new ConfigResource(Type.TOPIC, name);
    }

    public static ConfigResource broker(int id) {
        return new ConfigResource(Type.BROKER, Integer.toString(id));
    }

    /** The dynamic default of every broker of the cluster. */
    public static ConfigResource allBrokers() {
        return new ConfigResource(Type.BROKER, "");
    }

    /** Kinds of resource, with Kafka's numbers. */
    public enum Type {
        UNKNOWN(0),
        TOPIC(2),
        BROKER(4),
        BROKER_LOGGER(8),
        CLIENT_METRICS(16),
        GROUP(32);

        private final byte code;

        Type(int code) {
            this.code = (byte) code;
        }

        public byte code() {
            return code;
        }

        /** The kind with this number; {@link #UNKNOWN} if there is none. */
        public static Type of(byte code) {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            return UNKNOWN;
        }
    }
}
