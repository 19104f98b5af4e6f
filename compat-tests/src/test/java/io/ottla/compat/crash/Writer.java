package io.ottla.compat.crash;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A stock producer with a thread that writes numbered records as fast as they are taken, to all partitions of a topic in turn, and
 * keeps what was acknowledged. It lives on while the broker does not.
 */
public final class Writer implements AutoCloseable {
    private static final int MOST_UNANSWERED = 1000;
    private static final int LARGEST_VALUE_BYTES = 2000;

    private final String name;
    private final boolean idempotent;
    private final String topic;
    private final int partitions;
    private final KafkaProducer<String, byte[]> producer;
    private final Semaphore room = new Semaphore(MOST_UNANSWERED);
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final ConcurrentLinkedQueue<Acknowledgement> acknowledgements = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Exception> failures = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean stopped;

    /** Record {@code number} is at {@code offset}, the broker said. */
    public record Acknowledgement(int number, int partition, long offset) {}

    /** How a writer writes. */
    public record Manner(String name, boolean idempotent, String codec) {}

    private Writer(Manner manner, String bootstrap, String topic, int partitions) {
        this.name = manner.name();
        this.idempotent = manner.idempotent();
        this.topic = topic;
        this.partitions = partitions;
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers",
                bootstrap,
                "compression.type",
                manner.codec(),
                "acks",
                "all",
                "enable.idempotence",
                idempotent,
                "max.in.flight.requests.per.connection",
                idempotent ? 5 : 1,
                "reconnect.backoff.ms",
                20,
                "reconnect.backoff.max.ms",
                100,
                "retry.backoff.ms",
                20,
                "linger.ms",
                1));
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        thread = new Thread(this::write, "writer " + name);
    }

    /** Begins to write. */
    public static Writer start(Manner manner, String bootstrap, String topic, int partitions) {
        var writer = new Writer(manner, bootstrap, topic, partitions);
        writer.thread.setDaemon(true);
        writer.thread.start();
        return writer;
    }

    private void write() {
        for (int number = 0; !stopped; number++) {
            room.acquireUninterruptibly();
            int sent = number;
            var unused = producer.send(
                    new ProducerRecord<>(topic, number % partitions, name, value(name, number)),
                    (where, failure) -> answered(sent, where, failure));
        }
    }

    private void answered(int number, RecordMetadata where, Exception failure) {
        room.release();
        if (failure != null) {
            failures.add(failure);
            return;
        }
        acknowledgements.add(new Acknowledgement(number, where.partition(), where.offset()));
        acknowledged.incrementAndGet();
    }

    /** The bytes of a record: its number, then what the number says. */
    static byte[] value(String writer, int number) {
        var random = new Random(writer.hashCode() * 31L + number);
        var bytes = new byte[Integer.BYTES + random.nextInt(1 + random.nextInt(LARGEST_VALUE_BYTES))];
        for (int i = Integer.BYTES; i < bytes.length; i++) {
            bytes[i] = (byte) random.nextInt(8);
        }
        ByteBuffer.wrap(bytes).putInt(number);
        return bytes;
    }

    public String name() {
        return name;
    }

    boolean isIdempotent() {
        return idempotent;
    }

    public int acknowledged() {
        return acknowledged.get();
    }

    /** Writes no more, and returns once all that was sent has its answer. */
    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        producer.flush();
        producer.close(Duration.ofSeconds(10));
    }

    /** All there were. */
    List<Acknowledgement> acknowledgements() {
        return new ArrayList<>(acknowledgements);
    }

    /** Records that the producer gave up. */
    public List<Exception> failures() {
        return List.copyOf(failures);
    }
}
