package io.ottla.wire.schema.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageProcessorTest {
    @TempDir
    private static @Nullable Path folder;

    /** Compiles one message with these components, as far as the processor goes; what it complains of. */
    private static List<String> complaintsOf(String message, String components) {
        var source = """
                package x;
                import io.ottla.wire.schema.*;
                import java.nio.ByteBuffer;
                import java.util.List;
                import org.jspecify.annotations.Nullable;
                interface Api {
                    %s record Request(%s) {}
                    record Struct(int a) {}
                }
                """.formatted(message, components);
        var file = new SimpleJavaFileObject(URI.create("string:///x/Api.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        var options = List.of(
                "-proc:only", "-s", String.valueOf(folder), "-classpath", System.getProperty("java.class.path"));
        var task = ToolProvider.getSystemJavaCompiler().getTask(null, null, diagnostics, options, null, List.of(file));
        task.setProcessors(List.of(new MessageProcessor()));
        task.call();
        return diagnostics.getDiagnostics().stream()
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                // The codec itself needs wire, which is not there.
                .filter(d -> d.getSource() != null && d.getSource().getName().endsWith("Api.java"))
                .map(d -> d.getMessage(null))
                .toList();
    }

    private static void isRefused(String why, String components) {
        var complaints = complaintsOf("@Message(newest = 5, flexibleSince = 3)", components);
        assertEquals(1, complaints.size(), complaints.toString());
        assertTrue(complaints.get(0).contains(why), complaints.toString());
    }

    @Test
    void an_ordinary_message_is_accepted() {
        assertEquals(
                List.of(),
                complaintsOf(
                        "@Message(newest = 5, flexibleSince = 3)",
                        "String a, @Since(2) @Default(\"-1\") int b, @Until(4) @NullIn(since = 1) @Nullable List<Struct> c,"
                                + " @Since(3) @Tagged(0) @Default(\"null\") @Nullable String d, @UInt16 int e, ByteBuffer f"));
    }

    @Test
    void versions_outside_those_of_the_message_are_refused() {
        isRefused("its versions are not among", "@Since(6) int a");
        isRefused("its versions are not among", "@Since(3) @Until(2) int a");
        assertEquals(
                1, complaintsOf("@Message(oldest = 2, newest = 1)", "int a").size());
    }

    @Test
    void a_tag_outside_flexible_versions_or_used_twice_is_refused() {
        isRefused("a tagged field begins in a flexible version", "@Since(2) @Tagged(0) int a");
        isRefused("a tagged field begins in a flexible version", "@Since(3) @Until(4) @Tagged(0) int a");
        isRefused("tag 0 is used twice", "@Since(3) @Tagged(0) int a, @Since(4) @Tagged(0) int b");
    }

    @Test
    void a_default_that_does_not_fit_its_type_is_refused() {
        isRefused("cannot have the default x", "@Default(\"x\") int a");
        isRefused("cannot have the default 1", "@Default(\"1\") boolean a");
        isRefused("cannot have the default 1", "@Default(\"1\") List<Integer> a");
        isRefused("its default is null, but", "@Default(\"null\") String a");
    }

    @Test
    void types_the_wire_does_not_know_are_refused() {
        isRefused("the wire has no char", "char a");
        isRefused("the wire has no java.lang.Object", "Object a");
        isRefused("a number outside a list is a primitive", "Integer a");
    }

    @Test
    void null_in_some_versions_needs_nullable() {
        isRefused("@NullIn stands beside @Nullable", "@NullIn(since = 1) String a");
    }

    @Test
    void only_a_record_is_a_message() {
        assertEquals(
                List.of("only a record can be a message"),
                complaintsOf("@Message(newest = 1) class Wrong {}\n", "int a"));
    }
}
