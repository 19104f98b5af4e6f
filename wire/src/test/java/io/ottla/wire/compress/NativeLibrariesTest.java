package io.ottla.wire.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Which native libraries a process has loaded: those of the codecs it has used. */
@EnabledOnOs(OS.LINUX)
final class NativeLibrariesTest {
    @Test
    void a_library_is_loaded_when_its_codec_is_first_used() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
        process.waitFor();
        assertEquals(List.of("GZIP: ", "SNAPPY: snappy", "LZ4: lz4 snappy", "ZSTD: lz4 snappy zstd"), lines);
    }

    /** Uses one codec after the other and says what is mapped after each. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws IOException {
            try (Decompressors decompressors = new Decompressors()) {
                for (Compression compression :
                        List.of(Compression.GZIP, Compression.SNAPPY, Compression.LZ4, Compression.ZSTD)) {
                    use(compression, decompressors);
                    System.out.println(compression + ": " + String.join(" ", mapped()));
                }
            }
        }

        private static void use(Compression compression, Decompressors decompressors) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (OutputStream compressed = Compressor.of(compression).open(out)) {
                compressed.write(new byte[1000]);
            }
            ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray());
            decompressors.open(compression, bytes, 0, bytes.limit(), 1000).next();
        }

        private static List<String> mapped() throws IOException {
            String maps = Files.readString(Path.of("/proc/self/maps"));
            return Stream.of("lz4", "snappy", "zstd")
                    .filter(name -> maps.lines().anyMatch(line -> line.contains("lib" + name) && line.contains(".so")))
                    .toList();
        }
    }
}
