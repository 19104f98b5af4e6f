package io.ottla.compat.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class OracleTest {

    @Test
    void the_oracle_keeps_records_over_a_kill_and_its_tools_read_them() {
        try (ApacheKafka kafka = ApacheKafka.start(Map.of("num.partitions", "1", "log.flush.interval.messages", "1"))) {
            assertEquals(0, write(kafka, "hello\n").exitCode());
            kafka.kill();
            kafka.restart();
            assertTrue(read(kafka).out().contains("hello"), read(kafka).toString());
            kafka.stop();
            StockTool dump = StockTool.run(
                    "kafka-dump-log",
                    "--deep-iteration",
                    "--print-data-log",
                    "--files",
                    kafka.data().resolve("t-0/00000000000000000000.log").toString());
            assertTrue(dump.out().contains("payload: hello"), dump.toString());
        }
    }

    @Test
    void an_unknown_tool_is_refused_by_name() {
        StockTool unknown = StockTool.run("kafka-teapot");
        assertEquals(1, unknown.exitCode());
        assertTrue(unknown.err().contains("kafka-teapot"), unknown.err());
    }

    private static StockTool write(ApacheKafka kafka, String lines) {
        return StockTool.runWithInput(
                "kafka-console-producer", lines, "--bootstrap-server", kafka.bootstrap(), "--topic", "t");
    }

    private static StockTool read(ApacheKafka kafka) {
        return StockTool.run(
                "kafka-console-consumer",
                "--bootstrap-server",
                kafka.bootstrap(),
                "--topic",
                "t",
                "--from-beginning",
                "--max-messages",
                "1");
    }
}
