package io.ottla.broker.net;

/**
 * What Netty is told about itself by system properties. Whoever has a main method says it before any class of Netty is touched; in
 * somebody else's process (a broker for tests) they may use Netty as well, and it stays as it is.
 */
public final class NettyDefaults {
    private NettyDefaults() {}

    /** What the command line says comes first. */
    public static void apply() {
        // Events for a flight recorder load all of it, a fifth of a start.
        preset("io.netty.jfr.enabled", "false");
        // Unsafe does the same without method handles that are linked at each start.
        preset("io.netty.varHandle.enabled", "false");
        // Names of channels would otherwise be made of the addresses of all network interfaces.
        preset("io.netty.machineId", "00:00:00:00:00:00");
        preset("io.netty.processId", "1");
        // Checks of every access and of forgotten releases: ours are in tests.
        preset("io.netty.leakDetection.level", "disabled");
        preset("io.netty.buffer.checkBounds", "false");
        preset("io.netty.buffer.checkAccessible", "false");
    }

    private static void preset(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
