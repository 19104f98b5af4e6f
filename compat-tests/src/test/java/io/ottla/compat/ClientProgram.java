package io.ottla.compat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes the lines of a file with every codec, a topic each, or reads them back. Run in a JVM of its own with one version of
 * kafka-clients. Prints {@code OK <count>} for each codec; anything else is a failure.
 */
public final class ClientProgram {
    private static final List<String> CODECS = List.of("none", "gzip", "snappy", "lz4", "zstd");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin/java").toString();
    private static final Path TARGET = OttlaServer.ROOT.resolve("compat-tests/target");

    private final String bootstrap;
    private final List<byte[]> lines;

    private ClientProgram(String bootstrap, List<byte[]> lines) {
        this.bootstrap = bootstrap;
        this.lines = lines;
    }

    /** Runs {@code program} to its end in a JVM that holds this version of kafka-clients and nothing else. */
    public static Forked fork(String version, Class<?> program, String... arguments) {
        var classPath = TARGET.resolve("test-classes") + ":" + TARGET.resolve("clients/" + version) + "/*";
        var command = new ArrayList<>(List.of(
                JAVA, "-Xmx1g", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", classPath, program.getName()));
        command.addAll(List.of(arguments));
        return Forked.run(command);
    }

    /** Runs it with this version of kafka-clients; it must end well. */
    static void run(String version, String action, String bootstrap, String topic, String file) {
        var run = fork(version, ClientProgram.class, action, bootstrap, topic, file)
                .orFail();
        assertEquals(
                CODECS.size(),
                run.out().lines().filter(line -> line.startsWith("OK ")).count(),
                run::toString);
    }

    /** Arguments: {@code write} or {@code read}, bootstrap address, prefix of the topics, file. */
    public static void main(String[] args) throws ExecutionException, InterruptedException, IOException {
        var program = new ClientProgram(args[1], lines(Files.readAllBytes(Path.of(args[3]))));
        for (var codec : CODECS) {
            var topic = args[2] + "-" + codec;
            if (args[0].equals("write")) {
                program.write(topic, codec);
            } else {
                program.read(topic);
            }
            System.out.println("OK " + program.lines.size());
        }
    }

    private static List<byte[]> lines(byte[] text) {
        var lines = new ArrayList<byte[]>();
        int from = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                lines.add(Arrays.copyOfRange(text, from, i));
                from = i + 1;
            }
        }
        return lines;
    }

    private void write(String topic, String codec) throws ExecutionException, InterruptedException {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "compression.type", codec, "linger.ms", 5, "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            Future<RecordMetadata> first = producer.send(record(topic, 0));
            Future<RecordMetadata> last = first;
            for (int i = 1; i < lines.size(); i++) {
                last = producer.send(record(topic, i));
            }
            if (last.get().offset() - first.get().offset() != lines.size() - 1) {
                throw new IllegalStateException("offsets have holes");
            }
        }
    }

    private ProducerRecord<byte[], byte[]> record(String topic, int i) {
        var record = new ProducerRecord<>(topic, 0, key(i), lines.get(i));
        if (i % 100 == 0) {
            record.headers().add("number", key(i));
        }
        return record;
    }

    private static byte[] key(int i) {
        return Integer.toString(i).getBytes(UTF_8);
    }

    private void read(String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrap);
        var partition = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            for (int next = 0; next < lines.size(); ) {
                for (var record : consumer.poll(Duration.ofSeconds(10))) {
                    var header = record.headers().lastHeader("number");
                    boolean same = record.offset() == next
                            && Arrays.equals(record.key(), key(next))
                            && Arrays.equals(record.value(), lines.get(next))
                            && (next % 100 == 0) == (header != null);
                    if (!same) {
                        throw new IllegalStateException("at " + next + " came " + record);
                    }
                    next++;
                }
            }
        }
    }
}
