package io.ottla.bench.load;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers of kafka-clients, each on a thread of its own, that share the partitions of a topic. */
public final class StockGroup {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long LONGEST_SECONDS = 120;
    /** An assignment that lasts so long counts as stable: the members that are still to come would have shown up. */
    private static final long STABLE_NANOS = TimeUnit.SECONDS.toNanos(8);

    private StockGroup() {}

    /** Starts all members at once and waits until each has its share and keeps it.
     *  @return seconds until the last change of the assignment
     *  @throws BadAnswer if that does not happen */
    public static double secondsToStable(
            InetSocketAddress address, String topic, String group, int members, int partitions)
            throws InterruptedException {
        List<Member> all = new ArrayList<>();
        try {
            for (int i = 0; i < members; i++) all.add(new Member(address, topic, group));
            long start = System.nanoTime();
            all.forEach(Thread::start);
            return (awaitStable(all, partitions, start) - start) / 1e9;
        } finally {
            all.forEach(Member::leave);
            for (Member member : all) member.join();
        }
    }

    private static long awaitStable(List<Member> all, int partitions, long start) throws InterruptedException {
        while (true) {
            Thread.sleep(5);
            long now = System.nanoTime();
            long last = all.stream().mapToLong(each -> each.changedNanos).max().orElse(start);
            int assigned = all.stream().mapToInt(each -> each.assigned).sum();
            int most = all.stream().mapToInt(each -> each.assigned).max().orElse(0);
            boolean shared = assigned == partitions && most <= (partitions + all.size() - 1) / all.size();
            if (shared && now - last > STABLE_NANOS) return last;
            if (now - start > TimeUnit.SECONDS.toNanos(LONGEST_SECONDS)) {
                throw new BadAnswer("after " + LONGEST_SECONDS + " s " + assigned + " of " + partitions
                        + " partitions are assigned to " + all.size() + " members");
            }
        }
    }

    /** One consumer. Its fields are written on its thread and read by the one that measures. */
    private static final class Member extends Thread {

        private final KafkaConsumer<byte[], byte[]> consumer;
        private final String topic;
        private volatile int assigned;
        private volatile long changedNanos;

        Member(InetSocketAddress address, String topic, String group) {
            super("member");
            this.topic = topic;
            Map<String, Object> settings = new HashMap<>();
            settings.put("bootstrap.servers", address.getHostString() + ":" + address.getPort());
            settings.put("group.id", group);
            settings.put("key.deserializer", ByteArrayDeserializer.class);
            settings.put("value.deserializer", ByteArrayDeserializer.class);
            this.consumer = new KafkaConsumer<>(settings);
        }

        @Override
        public void run() {
            try (consumer) {
                consumer.subscribe(List.of(topic));
                while (true) {
                    consumer.poll(POLL);
                    int now = consumer.assignment().size();
                    if (now != assigned) {
                        assigned = now;
                        changedNanos = System.nanoTime();
                    }
                }
            } catch (WakeupException asked) {
                // leave was called
            }
        }

        void leave() {
            if (isAlive()) consumer.wakeup();
            else consumer.close();
        }
    }
}
