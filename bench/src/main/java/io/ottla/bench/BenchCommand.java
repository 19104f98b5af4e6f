package io.ottla.bench;

import io.ottla.bench.broker.ApacheKafka;
import io.ottla.bench.broker.Broker;
import io.ottla.bench.broker.Floor;
import io.ottla.bench.broker.Kind;
import io.ottla.bench.broker.Ottla;
import io.ottla.bench.cases.Case;
import io.ottla.bench.cases.Plan;
import io.ottla.bench.cases.Session;
import io.ottla.bench.load.BadAnswer;
import io.ottla.bench.report.Report;
import io.ottla.bench.report.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of bench/run: which cases, which brokers, how many rounds. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Starts Apache Kafka 4.3.1 and Ottla in turn, several rounds, under a load of requests encoded beforehand, and prints"
                    + " medians, ranges and ratios. An answer with an error ends the run.",
            "",
            "Cases: start (fresh start, idle), start1000 (a thousand partitions), small (100-byte records, ApiVersions), open (fixed"
                    + " rate), large (64 KiB batches, fetch), flush (flush.messages=1). None named: all."
        })
public final class BenchCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CASE", description = "what to measure")
    private List<String> names = List.of();

    @Option(names = "--rounds", defaultValue = "3", description = "how often each broker has its turn (default 3)")
    private int rounds;

    @Option(
            names = "--only",
            paramLabel = "kafka|ottla|floor",
            defaultValue = "",
            description = "measure one of them alone; floor: a server that only answers, for the case small")
    private String only = "";

    @Option(names = "--floor", description = "also measure a server that only answers, in the case small")
    private boolean floor;

    @Option(names = "--quick", description = "one round with shorter windows: for trying things")
    private boolean quick;

    @Option(names = "--smoke", description = "seconds only: shows that everything works, the figures mean nothing")
    private boolean smoke;

    @Option(
            names = "--dir",
            defaultValue = "${sys:java.io.tmpdir}/ottla-bench",
            description = "where brokers keep their data meanwhile (default ${DEFAULT-VALUE})")
    private Path place = Path.of("");

    @Option(
            names = "--ottla",
            paramLabel = "CHECKOUT",
            defaultValue = "",
            description = "take Ottla from another checkout, to compare builds")
    private String otherCheckout = "";

    @Option(names = "--override", paramLabel = "NAME=VALUE", description = "more of Ottla's configuration, to try it")
    private List<String> overrides = List.of();

    @Option(names = "--root", hidden = true, defaultValue = ".")
    private Path root = Path.of("");

    @Option(
            names = "--during",
            defaultValue = "",
            paramLabel = "COMMAND",
            description = "shell command to run as a window opens; {pid} is the broker's, {phase} the figure's name")
    private String during = "";

    @Option(names = "--publish", description = "write bench/results.md, the table README points to")
    private boolean publish;

    /** The entrance. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Files.createDirectories(place);
        Samples samples = new Samples();
        try {
            measure(samples);
        } catch (BadAnswer | IOException e) {
            System.err.println("bench: " + e.getMessage());
            return 1;
        }
        Report report = new Report(samples, conditions());
        Path target = root.resolve("bench/target");
        Files.writeString(target.resolve("results.json"), report.json());
        Files.writeString(target.resolve("results.md"), report.markdown());
        if (publish)
            Files.writeString(root.resolve("bench/results.md"), "# Ottla and Apache Kafka\n\n" + report.markdown());
        System.out.println(report.markdown());
        return 0;
    }

    private void measure(Samples samples) throws IOException, InterruptedException {
        List<Kind> kinds = kinds();
        for (Kind kind : kinds) settle(kind);
        for (int round = 1; round <= turns(); round++) {
            for (Case each : cases()) {
                for (Kind kind : kinds) {
                    if (kind instanceof Floor && each != Case.SMALL) continue;
                    System.err.printf(Locale.ROOT, "round %d: %s %s%n", round, each.label(), kind.name());
                    each.measure(new Session(kind, place, plan(), samples, during));
                }
            }
        }
    }

    /** Builds what is missing and brings the files into the page cache. */
    private void settle(Kind kind) throws IOException, InterruptedException {
        try (Broker broker = new Broker(kind, place)) {
            broker.start();
        }
    }

    private List<Kind> kinds() {
        List<Kind> all = List.of(
                new ApacheKafka(root), new Ottla(otherCheckout.isEmpty() ? root : Path.of(otherCheckout), overrides));
        if (only.equals("floor")) return List.of(new Floor());
        if (floor) return List.of(all.get(0), all.get(1), new Floor());
        return all.stream()
                .filter(kind -> only.isEmpty() || only.equals(kind.name()))
                .toList();
    }

    private List<Case> cases() {
        if (names.isEmpty()) return Case.all();
        return names.stream()
                .map(name -> Case.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
    }

    private int turns() {
        return quick || smoke ? 1 : rounds;
    }

    private Plan plan() {
        if (smoke) return Plan.smoke();
        return quick ? Plan.quick() : Plan.full();
    }

    private String conditions() {
        return String.format(
                Locale.ROOT,
                "%s; %d cores; Linux %s; JDK %s; %s; %d round(s). Medians (least-most); the broker's own CPU time.",
                Instant.now().truncatedTo(ChronoUnit.MINUTES),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                quick ? "quick" : smoke ? "smoke" : "full windows",
                turns());
    }
}
