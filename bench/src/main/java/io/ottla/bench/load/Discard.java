package io.ottla.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * recv(2) with MSG_TRUNC: the kernel drops what has arrived instead of copying it, so that a reader costs next to nothing.
 * Reached through JDK 17's foreign linker by reflection, because it is an incubating module there; {@link #available()}
 * says whether this JVM was started so that it works (bench/run does).
 */
final class Discard {

    private static final int MSG_TRUNC = 0x20;
    private static final Optional<Recv> RECV = Recv.find();

    private Discard() {}

    static boolean available() {
        return RECV.isPresent();
    }

    /** Drops exactly so many bytes; blocks until they have come. */
    static void from(SocketChannel channel, int bytes) throws IOException {
        Recv recv = RECV.orElseThrow();
        int left = bytes;
        while (left > 0) left -= recv.some(channel, left);
    }

    /** The C function, its buffer bound to NULL, and how to get at the file descriptor of a channel. */
    private record Recv(MethodHandle function, Method descriptor) {

        int some(SocketChannel channel, int bytes) throws IOException {
            long taken;
            try {
                taken = (long) function.invokeExact((int) descriptor.invoke(channel), (long) bytes, MSG_TRUNC);
            } catch (Throwable e) {
                throw new IllegalStateException("recv", e);
            }
            if (taken == 0) throw new EOFException("the broker closed within an answer");
            if (taken < 0) throw new IOException("recv failed");
            return (int) taken;
        }

        static Optional<Recv> find() {
            try {
                return Optional.of(new Recv(function17(), descriptorOf()));
            } catch (ReflectiveOperationException | RuntimeException e) {
                return Optional.empty();
            }
        }

        private static Method descriptorOf() throws ReflectiveOperationException {
            Method method = Class.forName("sun.nio.ch.SocketChannelImpl").getMethod("getFDVal");
            method.setAccessible(true);
            return method;
        }

        private static MethodHandle function17() throws ReflectiveOperationException {
            String in = "jdk.incubator.foreign.";
            Class<?> linker = Class.forName(in + "CLinker");
            Class<?> address = Class.forName(in + "MemoryAddress");
            Class<?> layout = Class.forName(in + "MemoryLayout");
            Class<?> shape = Class.forName(in + "FunctionDescriptor");
            Object lookup = linker.getMethod("systemLookup").invoke(null);
            Optional<?> symbol = (Optional<?>) Class.forName(in + "SymbolLookup")
                    .getMethod("lookup", String.class)
                    .invoke(lookup, "recv");
            Object cInt = linker.getField("C_INT").get(null);
            Object cLong = linker.getField("C_LONG").get(null);
            Object pointer = linker.getField("C_POINTER").get(null);
            Object arguments = Array.newInstance(layout, 4);
            Object[] layouts = {cInt, pointer, cLong, cInt};
            for (int i = 0; i < layouts.length; i++) Array.set(arguments, i, layouts[i]);
            Object described =
                    shape.getMethod("of", layout, arguments.getClass()).invoke(null, cLong, arguments);
            Object handle = linker.getMethod(
                            "downcallHandle", Class.forName(in + "Addressable"), MethodType.class, shape)
                    .invoke(
                            linker.getMethod("getInstance").invoke(null),
                            symbol.orElseThrow(),
                            MethodType.methodType(long.class, int.class, address, long.class, int.class),
                            described);
            Object none = address.getField("NULL").get(null);
            return MethodHandles.insertArguments((MethodHandle) handle, 1, none);
        }
    }
}
