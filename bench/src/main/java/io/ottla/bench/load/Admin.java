package io.ottla.bench.load;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Asks a broker one thing at a time, around measurements: is it up, create a topic, how far is it. One thread. */
public final class Admin implements AutoCloseable {

    private static final int NOT_LEADER = 6;
    private static final int UNKNOWN_TOPIC = 3;
    private static final int LEADER_NOT_AVAILABLE = 5;
    private static final int PARTITIONS_PER_REQUEST = 50;

    private final Socket socket;
    private final DataInputStream in;
    private int correlation;

    private Admin(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    public static Admin connect(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) Duration.ofSeconds(90).toMillis());
            socket.connect(address);
            return new Admin(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** What a Metadata answer says.
     *  @param ledPartitions by topic, how many of its partitions have a leader and no error */
    public record Cluster(int brokers, Map<String, Integer> ledPartitions) {
        public int led(String topic) {
            return ledPartitions.getOrDefault(topic, 0);
        }
    }

    public Cluster metadata() throws IOException {
        Parsed answer = ask(Requests.metadata()).flexibleHeader();
        answer.i32();
        int brokers = answer.arrayLength();
        for (int i = 0; i < brokers; i++) skipBroker(answer);
        answer.string();
        answer.i32();
        Map<String, Integer> led = new HashMap<>();
        int topics = answer.arrayLength();
        for (int i = 0; i < topics; i++) readTopic(answer, led);
        return new Cluster(brokers, led);
    }

    private static void skipBroker(Parsed answer) {
        answer.i32();
        answer.string();
        answer.i32();
        answer.string();
        answer.noTags();
    }

    private static void readTopic(Parsed answer, Map<String, Integer> led) {
        answer.i16();
        String name = answer.string();
        answer.skip(16 + 1);
        int partitions = answer.arrayLength();
        for (int p = 0; p < partitions; p++) {
            int error = answer.i16();
            answer.i32();
            int leader = answer.i32();
            answer.i32();
            for (int lists = 0; lists < 3; lists++) answer.skipInts();
            answer.noTags();
            if (error == 0 && leader >= 0) led.merge(name, 1, Integer::sum);
        }
        answer.i32();
        answer.noTags();
    }

    /** Creates a topic and waits until Metadata names a leader for each partition. */
    public void createTopic(String topic, int partitions, Map<String, String> configs) throws IOException {
        Parsed answer = ask(Requests.createTopic(topic, partitions, configs)).flexibleHeader();
        answer.i32();
        answer.arrayLength();
        answer.string();
        answer.skip(16);
        int error = answer.i16();
        if (error != 0) throw new BadAnswer("creating " + topic + ": error " + error + " " + answer.string());
        while (metadata().led(topic) < partitions) pause();
    }

    /** Sends a produce request until all its partitions accept at once; one just created may need a moment.
     *  @return how many batches were accepted, more than once by a partition if others refused */
    public int produce(byte[] request) throws IOException {
        int accepted = 0;
        while (true) {
            Accepted now = accepted(ask(request).flexibleHeader());
            accepted += now.batches();
            if (now.batches() == now.partitions()) return accepted;
            pause();
        }
    }

    /** Sends the batch to each partition of a topic, some of them at a time.
     *  @return how many batches were accepted */
    public long produceToEach(String topic, int partitions, byte[] batch) throws IOException {
        long accepted = 0;
        for (int from = 0; from < partitions; from += PARTITIONS_PER_REQUEST) {
            int to = Math.min(partitions, from + PARTITIONS_PER_REQUEST);
            accepted += produce(Requests.produceToAll(topic, from, to, batch));
        }
        return accepted;
    }

    private record Accepted(int partitions, int batches) {}

    private static Accepted accepted(Parsed answer) {
        int batches = 0;
        answer.arrayLength();
        answer.string();
        int partitions = answer.arrayLength();
        for (int p = 0; p < partitions; p++) {
            answer.i32();
            int error = answer.i16();
            answer.skip(3 * 8);
            if (answer.arrayLength() > 0) throw new BadAnswer("Produce refused records, error " + error);
            String message = answer.string();
            answer.noTags();
            if (error == 0) batches++;
            else if (error != NOT_LEADER && error != UNKNOWN_TOPIC && error != LEADER_NOT_AVAILABLE) {
                throw new BadAnswer("Produce error " + error + " " + message);
            }
        }
        return new Accepted(partitions, batches);
    }

    /** The sum of the end offsets of a topic's partitions. */
    public long endOffsets(String topic, int partitions) throws IOException {
        Parsed answer = ask(Requests.endOffsets(topic, partitions)).flexibleHeader();
        answer.i32();
        answer.arrayLength();
        answer.string();
        int count = answer.arrayLength();
        long sum = 0;
        for (int p = 0; p < count; p++) {
            answer.i32();
            int error = answer.i16();
            if (error != 0) throw new BadAnswer("ListOffsets error " + error);
            answer.i64();
            sum += answer.i64();
            answer.i32();
            answer.noTags();
        }
        return sum;
    }

    private Parsed ask(byte[] request) throws IOException {
        byte[] frame = request.clone();
        ByteBuffer.wrap(frame).putInt(Requests.CORRELATION_AT, ++correlation);
        socket.getOutputStream().write(frame);
        int length = in.readInt();
        if (length < 4 || length > 64 << 20) throw new BadAnswer("an answer of " + length + " bytes");
        byte[] answer = in.readNBytes(length);
        if (answer.length < length) throw new EOFException("the broker closed within an answer");
        ByteBuffer buffer = ByteBuffer.wrap(answer);
        if (buffer.getInt(0) != correlation) throw new BadAnswer("an answer to another request");
        return new Parsed(buffer);
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
