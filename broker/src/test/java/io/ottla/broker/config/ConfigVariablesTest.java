package io.ottla.broker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigVariablesTest {
    private static final String KAFKAS = "org.apache.kafka.common.config.provider.";

    @TempDir
    private Path dir;

    @Test
    void values_come_from_the_environment_a_file_or_a_folder() throws IOException {
        var file = Files.writeString(dir.resolve("some.properties"), "partitions=5\n");
        Files.writeString(dir.resolve("rack"), "r7");
        assertEquals("broker-3", resolved("${env:POD}"));
        assertEquals("broker-3 and broker-3", resolved("${env:POD} and ${env:POD}"));
        assertEquals("5", resolved("${file:" + file + ":partitions}"));
        assertEquals("r7", resolved("${directory:" + dir + ":rack}"));
    }

    @Test
    void what_stands_for_nothing_stays_as_it_is() {
        for (var text :
                List.of("${env:NOBODY}", "${vault:a:b}", "${env}", "${env:POD", "plain", "${directory:/:../x}")) {
            assertEquals(text, resolved(text));
        }
    }

    @Test
    void nothing_is_resolved_unless_a_provider_is_named() {
        var settings = Map.of("broker.rack", "${env:POD}");
        assertEquals(settings, ConfigVariables.resolve(settings, Map.of("POD", "x")));
    }

    @Test
    void a_file_that_cannot_be_read_and_a_foreign_provider_are_mistakes() {
        assertThrows(ConfigMistake.class, () -> resolved("${file:" + dir.resolve("nowhere") + ":a}"));
        var foreign = Map.of("config.providers", "v", "config.providers.v.class", "com.example.Vault");
        var mistake = assertThrows(ConfigMistake.class, () -> ConfigVariables.resolve(foreign, Map.of()));
        assertEquals(1, mistake.lines().size());
    }

    private static String resolved(String value) {
        var settings = new HashMap<>(Map.of(
                "config.providers", "env,file,directory",
                "config.providers.env.class", KAFKAS + "EnvVarConfigProvider",
                "config.providers.file.class", KAFKAS + "FileConfigProvider",
                "config.providers.directory.class", KAFKAS + "DirectoryConfigProvider",
                "broker.rack", value));
        return ConfigVariables.resolve(settings, Map.of("POD", "broker-3")).getOrDefault("broker.rack", "");
    }
}
