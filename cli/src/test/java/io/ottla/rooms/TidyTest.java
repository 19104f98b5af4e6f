package io.ottla.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sizes and small habits that no compiler checks, read from the source tree with the JDK's own parser. */
class TidyTest {
    private static final Path ROOT = Path.of(System.getProperty("ottla.root", ".."));
    private static final int FILE_LINES = 600;
    private static final int METHOD_LINES = 70;
    private static final int PARAMETERS = 5;
    private static final int FOLDER_FILES = 25;
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
    private static final Pattern DECISION = Pattern.compile("decisions/(\\d{4})");
    private static final Pattern ORPHAN_TODO = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?!\\()");

    @Test
    void files_methods_and_folders_stay_readable() throws IOException {
        var findings = new ArrayList<String>();
        var sources = productionSources();
        var perFolder = new TreeMap<Path, Integer>();
        for (var source : sources) {
            perFolder.merge(source.getParent(), 1, Integer::sum);
            var lines = Files.readAllLines(source);
            if (lines.size() > FILE_LINES) {
                findings.add(source + ": " + lines.size() + " lines, the wall is " + FILE_LINES);
            }
            for (int i = 0; i < lines.size(); i++) {
                if (ORPHAN_TODO.matcher(lines.get(i)).find()) {
                    findings.add(source + ":" + (i + 1) + ": a TODO names its owner: TODO(name)");
                }
            }
        }
        perFolder.forEach((folder, files) -> {
            if (files > FOLDER_FILES + 1) { // package-info.java is no door
                findings.add(folder + ": " + files + " files hide another room, the wall is " + FOLDER_FILES);
            }
        });
        findings.addAll(longMethods(sources));
        assertEquals("", String.join("\n", findings));
    }

    @Test
    void the_module_table_of_the_readme_names_every_module() throws IOException {
        var pom = Files.readString(ROOT.resolve("pom.xml"));
        var readme = Files.readString(ROOT.resolve("README.md"));
        var missing = Pattern.compile("<module>([^<]+)</module>")
                .matcher(pom)
                .results()
                .map(m -> m.group(1))
                .filter(module -> !readme.contains("| `" + module + "/` |"))
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void every_page_that_is_linked_is_there() throws IOException {
        var missing = new ArrayList<String>();
        for (var page : pages()) {
            LINK.matcher(Files.readString(page))
                    .results()
                    .map(link -> link.group(1))
                    .filter(to -> !Files.exists(page.resolveSibling(to)))
                    .forEach(to -> missing.add(page + " links " + to));
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void every_decision_has_a_number_of_its_own_and_is_there_when_it_is_named() throws IOException {
        List<String> numbers;
        try (var decisions = Files.list(ROOT.resolve("docs/decisions"))) {
            numbers = decisions
                    .map(file -> file.getFileName().toString().substring(0, 4))
                    .sorted()
                    .toList();
        }
        assertEquals(numbers.stream().distinct().toList(), numbers);
        var unknown = new ArrayList<String>();
        for (var file :
                Stream.concat(pages().stream(), productionSources().stream()).toList()) {
            DECISION.matcher(Files.readString(file))
                    .results()
                    .map(decision -> decision.group(1))
                    .filter(number -> !numbers.contains(number))
                    .forEach(number -> unknown.add(file + " names decision " + number));
        }
        assertEquals(List.of(), unknown);
    }

    private static List<Path> pages() throws IOException {
        try (var front = Files.list(ROOT);
                var docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(front, docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> productionSources() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(TidyTest::javaFiles)
                    .sorted()
                    .toList();
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One statement, such as a switch that answers each case in a line: nothing is found sooner by cutting it in two. */
    private static boolean isTable(MethodTree method) {
        return method.getBody() != null && method.getBody().getStatements().size() == 1;
    }

    private static List<String> longMethods(List<Path> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var findings = new ArrayList<String>();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, files, diagnostic -> {}, List.of(), null, files.getJavaFileObjectsFromPaths(sources));
            var positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new TreePathScanner<@Nullable Void, @Nullable Void>() {
                    @Override
                    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
                        long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
                        long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
                        var place = unit.getSourceFile().getName() + ":" + first + ": " + method.getName();
                        if (last - first + 1 > METHOD_LINES && !isTable(method)) {
                            findings.add(place + " has " + (last - first + 1) + " lines, the wall is " + METHOD_LINES);
                        }
                        if (method.getReturnType() != null
                                && method.getParameters().size() > PARAMETERS) {
                            findings.add(place + " has "
                                    + method.getParameters().size() + " parameters, the wall is " + PARAMETERS);
                        }
                        return super.visitMethod(method, null);
                    }
                }.scan(unit, null);
            }
        }
        return findings;
    }
}
