package io.ottla.compat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job: a text file of a million lines goes in and comes back byte for byte, whatever ends the broker. */
class MillionLinesTest {
    private static final int LINES = 1_000_000;
    /** Written and read with five codecs: outside of CI a tenth will do. */
    private static final int LINES_OF_CLIENTS = System.getenv("CI") == null ? LINES / 10 : LINES;

    @TempDir
    static Path folder;

    private static Path text;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path data;

    @BeforeAll
    static void write_the_text() throws IOException {
        text = folder.resolve("lines.txt");
        RealText.write(text, LINES);
    }

    /** What brings the text to a broker and back. */
    private interface Clients {
        /** Text to topic, in order. */
        void write(String bootstrap, String topic);

        /** Topic to text. */
        void assertComesBack(String bootstrap, String topic);
    }

    @Test
    void kcat_gets_back_what_it_wrote() {
        NeededProgram.require("kcat");
        assertComesBack(new Programs() {
            @Override
            List<String> writing(String bootstrap, String topic) {
                return List.of("kcat", "-P", "-b", bootstrap, "-t", topic, "-p", "0", "-l", text.toString());
            }

            @Override
            List<String> reading(String bootstrap, String topic) {
                return List.of("kcat", "-C", "-b", bootstrap, "-t", topic, "-p", "0", "-e", "-q");
            }
        });
    }

    @Test
    void our_console_tools_get_back_what_they_wrote() {
        assertComesBack(new Programs() {
            @Override
            List<String> writing(String bootstrap, String topic) {
                return List.of(script("kafka-console-producer"), "--bootstrap-server", bootstrap, "--topic", topic);
            }

            @Override
            List<String> reading(String bootstrap, String topic) {
                var count = Integer.toString(LINES);
                return List.of(
                        script("kafka-console-consumer"),
                        "--bootstrap-server",
                        bootstrap,
                        "--topic",
                        topic,
                        "--from-beginning",
                        "--max-messages",
                        count);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.4.0", "4.3.1"})
    void kafka_clients_get_back_what_they_wrote_with_every_codec(String version) throws IOException {
        var lines = data.resolve("lines.txt");
        RealText.write(lines, LINES_OF_CLIENTS);
        assertComesBack(new Clients() {
            @Override
            public void write(String bootstrap, String topic) {
                ClientProgram.run(version, "write", bootstrap, topic, lines.toString());
            }

            @Override
            public void assertComesBack(String bootstrap, String topic) {
                ClientProgram.run(version, "read", bootstrap, topic, lines.toString());
            }
        });
    }

    /** Once with an orderly end after the write, once with a kill: both are there ever after. */
    private void assertComesBack(Clients clients) {
        try (var broker = OttlaServer.start(data.resolve("log"))) {
            clients.write(broker.bootstrap(), "stopped");
            clients.assertComesBack(broker.bootstrap(), "stopped");
            broker.stop();
        }
        try (var broker = OttlaServer.start(data.resolve("log"))) {
            clients.write(broker.bootstrap(), "killed");
            broker.kill();
        }
        try (var broker = OttlaServer.start(data.resolve("log"))) {
            clients.assertComesBack(broker.bootstrap(), "killed");
            clients.assertComesBack(broker.bootstrap(), "stopped");
        }
    }

    private static String script(String name) {
        return OttlaServer.ROOT.resolve("bin/" + name + ".sh").toString();
    }

    /** Programs that read lines from standard input and write them to standard output. */
    private abstract static class Programs implements Clients {
        abstract List<String> writing(String bootstrap, String topic);

        abstract List<String> reading(String bootstrap, String topic);

        @Override
        public void write(String bootstrap, String topic) {
            Forked.run(writing(bootstrap, topic), text, null).orFail();
        }

        @Override
        public void assertComesBack(String bootstrap, String topic) {
            var back = folder.resolve("back.txt");
            Forked.run(reading(bootstrap, topic), null, back).orFail();
            try {
                assertEquals(-1, Files.mismatch(text, back), "first byte that differs");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
