package io.ottla.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bin/kafka-cluster-ssh.sh with a command in place of ssh that runs everything here. */
class ClusterSshTest {
    private static final Path SCRIPT = Path.of("../bin/kafka-cluster-ssh.sh");

    @TempDir
    Path directory;

    private Run run(String verb, String hosts) throws IOException, InterruptedException {
        var ssh = Files.writeString(directory.resolve("ssh"), """
                [ "$1" = -p ] && shift 2
                case $1 in
                    away) echo "No route to host" >&2; exit 255 ;;
                    silent) exec sleep 60 ;;
                esac
                shift
                exec sh -c "$*"
                """);
        var home = Files.createDirectories(directory.resolve("it's/bin"));
        var server =
                Files.writeString(home.resolve("kafka-server-start.sh"), "#!/bin/sh\necho \"started with $1 $2\"\n");
        assertTrue(server.toFile().setExecutable(true));
        Files.writeString(directory.resolve("s.properties"), "node.id=1\n");
        var file = Files.writeString(
                directory.resolve("hosts"), hosts.replace("OTTLA", directory + "/it's " + directory + "/s.properties"));
        var builder = new ProcessBuilder(SCRIPT.toString(), verb, file.toString())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment().put("OTTLA_SSH", "sh " + ssh);
        builder.environment().put("OTTLA_SSH_TIMEOUT", "5");
        var process = builder.start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Run(
                process.exitValue(),
                Files.readString(directory.resolve("out")),
                Files.readString(directory.resolve("err")));
    }

    @Test
    void every_host_has_a_line_in_the_order_of_the_file() throws IOException, InterruptedException {
        var run = run("start", "# all of them\none OTTLA # the first\n\ntwo:2222 OTTLA\n")
                .well();
        var started = "started with -daemon " + directory + "/s.properties";
        assertEquals(
                List.of("one: " + started, "two:2222: " + started),
                run.out().lines().toList());
    }

    @Test
    void hosts_that_fail_are_named_and_the_others_are_started() throws IOException, InterruptedException {
        var run = run("start", "away OTTLA\nsilent OTTLA\none OTTLA\n");
        assertEquals(1, run.exitCode());
        var lines = run.out().lines().toList();
        assertEquals("away: FAILED: No route to host", lines.get(0));
        assertEquals("silent: FAILED: no answer in 5 s", lines.get(1));
        assertTrue(lines.get(2).startsWith("one: started"), run.out());
    }

    @Test
    void a_broker_that_does_not_run_is_a_failure_of_status_but_not_of_stop() throws IOException, InterruptedException {
        assertEquals("one: FAILED: does not run\n", run("status", "one OTTLA\n").out());
        assertEquals("one: did not run\n", run("stop", "one OTTLA\n").well().out());
    }

    @Test
    void a_file_that_cannot_be_understood_touches_no_host() throws IOException, InterruptedException {
        for (var hosts : List.of("", "one OTTLA more\n", "one /ottla\n", "-oProxyCommand=x OTTLA\n")) {
            var run = run("start", hosts);
            assertEquals(1, run.exitCode(), hosts);
            assertEquals("", run.out(), hosts);
            assertEquals(1, run.err().lines().count(), run.err());
        }
    }
}
