package io.ottla.quorum;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Carries messages between voters in one process; can be cut, slow and lossy. Used by the threads of all voters. */
final class Network implements AutoCloseable {
    private final Map<Integer, QuorumService> services = new ConcurrentHashMap<>();
    private final Set<String> cut = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor carrier = new ScheduledThreadPoolExecutor(2);
    private final Random random;
    private volatile int percentLost;
    private volatile long slowestMicros;
    private volatile boolean isSilent;

    Network(long seed) {
        random = new Random(seed);
    }

    void attach(int nodeId, QuorumService service) {
        services.put(nodeId, service);
    }

    void detach(int nodeId) {
        services.remove(nodeId);
    }

    /** Nothing passes between {@code one} and {@code other}, in either direction. */
    void cut(int one, int other) {
        cut.add(way(one, other));
        cut.add(way(other, one));
    }

    void cutOff(int nodeId) {
        services.keySet().forEach(other -> cut(nodeId, other));
    }

    void heal() {
        cut.clear();
    }

    /** What does not pass is swallowed from now on; otherwise it fails at once. */
    void swallow() {
        isSilent = true;
    }

    /** From now on so many messages and answers are lost, and those that are not take up to so long. */
    void disturb(int newPercentLost, long newSlowestMicros) {
        percentLost = newPercentLost;
        slowestMicros = newSlowestMicros;
    }

    /** The network as {@code from} sees it. */
    QuorumTransport of(int from) {
        return (to, kind, message) -> {
            CompletableFuture<ByteBuffer> answer = new CompletableFuture<>();
            if (!passes(from, to) && !isSilent) {
                answer.completeExceptionally(new IOException("no way from " + from + " to " + to));
            } else {
                carry(() -> arrive(from, to, kind, message, answer));
            }
            return answer;
        };
    }

    private void arrive(int from, int to, byte kind, ByteBuffer message, CompletableFuture<ByteBuffer> answer) {
        QuorumService service = services.get(to);
        if (service != null && passes(from, to)) {
            service.handle(kind, message)
                    .thenAccept(reply -> carry(() -> {
                        if (passes(to, from)) {
                            answer.complete(reply);
                        }
                    }));
        }
    }

    private boolean passes(int from, int to) {
        return services.containsKey(to) && !cut.contains(way(from, to));
    }

    private void carry(Runnable arrival) {
        boolean isLost;
        long micros;
        synchronized (random) {
            isLost = random.nextInt(100) < percentLost;
            micros = slowestMicros == 0 ? 0 : random.nextLong(slowestMicros);
        }
        if (!isLost) {
            var unused = carrier.schedule(arrival, micros, TimeUnit.MICROSECONDS);
        }
    }

    private static String way(int from, int to) {
        return from + ">" + to;
    }

    @Override
    public void close() {
        carrier.shutdownNow();
    }
}
