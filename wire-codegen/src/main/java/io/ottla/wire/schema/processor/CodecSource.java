package io.ottla.wire.schema.processor;

import io.ottla.wire.schema.Message;
import java.util.ArrayList;
import java.util.Collections;

/** The source of one codec: versions, then a pair of static methods for the message and for every struct inside it. */
final class CodecSource {
    private final StringBuilder text = new StringBuilder();
    private final Struct message;
    private final Versions all;
    private final int flexibleSince;

    private CodecSource(Struct message, Message versions) {
        this.message = message;
        all = new Versions(versions.oldest(), versions.newest());
        flexibleSince = versions.flexibleSince();
    }

    static String of(Struct message, Message versions, String packageName, String codecName) {
        return new CodecSource(message, versions).write(packageName, codecName);
    }

    private String write(String packageName, String codec) {
        line("package " + packageName + ";");
        for (var name : new String[] {
            "io.ottla.wire.MalformedMessage",
            "io.ottla.wire.UnwritableMessage",
            "io.ottla.wire.Uuid",
            "io.ottla.wire.codec.BytesPayload",
            "io.ottla.wire.codec.MessageCodec",
            "io.ottla.wire.codec.RawTag",
            "io.ottla.wire.codec.WireReader",
            "io.ottla.wire.codec.WireWriter",
            "java.util.Arrays",
            "java.util.List",
            "javax.annotation.processing.Generated"
        }) {
            line("import " + name + ";");
        }
        line("/** Reads and writes {@link " + message.type() + "}. */");
        line("@Generated(\"" + MessageProcessor.class.getName() + "\")");
        line("public final class " + codec + " implements MessageCodec<" + message.type() + "> {");
        line("/** The only one; has no state. */");
        line("public static final " + codec + " INSTANCE = new " + codec + "();");
        defaults();
        line("private " + codec + "() {}");
        entrances();
        for (var struct : message.all()) {
            text.append(new ReadMethods(struct, all, flexibleSince).source());
            text.append(new WriteMethods(struct, all, flexibleSince).source());
            if (isDefaultSomewhere(struct)) {
                isDefault(struct);
            }
        }
        line("}");
        return indented(text.toString());
    }

    /** For whoever steps through it in a debugger. */
    private static String indented(String source) {
        var result = new StringBuilder();
        var depth = 0;
        for (var line : source.split("\n", -1)) {
            var opened = line.chars().filter(c -> c == '{').count();
            var closed = line.chars().filter(c -> c == '}').count();
            var shown = line.startsWith("}") ? depth - 1 : depth;
            result.append("    ".repeat(Math.max(0, shown))).append(line).append('\n');
            depth += (int) (opened - closed);
        }
        return result.toString();
    }

    /** Structs that must be there although their version or tag is not: one constant each, innermost first. */
    private void defaults() {
        var structs = new ArrayList<>(message.all());
        Collections.reverse(structs);
        structs.remove(message);
        for (var struct : structs) {
            if (isDefaultSomewhere(struct)) {
                var values = struct.fields().stream().map(Field::defaultValue).toList();
                line("private static final " + struct.type() + " " + struct.defaultConstant() + " = new "
                        + struct.type() + "(" + String.join(", ", values) + ");");
            }
        }
    }

    private void isDefault(Struct struct) {
        line("private static boolean " + struct.isDefaultMethod() + "(" + struct.type() + " it, WireWriter out) {");
        line("if (it == " + struct.defaultConstant() + ") { return true; }");
        line("return it != null && out.rawTagsOf(it).isEmpty()");
        for (var field : struct.fields()) {
            line("&& " + field.isDefault("it." + field.name() + "()"));
        }
        line(";");
        line("}");
    }

    private boolean isDefaultSomewhere(Struct wanted) {
        return message.all().stream()
                .flatMap(struct -> struct.fields().stream())
                .anyMatch(field ->
                        wanted.equals(field.struct()) && field.defaultValue().equals(wanted.defaultConstant()));
    }

    private void entrances() {
        var type = message.type();
        line("@Override public " + type + " read(WireReader in, int version) {");
        line("if (version < " + all.oldest() + " || version > " + all.newest() + ") {");
        line("throw new MalformedMessage(\"" + type + "\", \"has no version \" + version);");
        line("}");
        line("return read" + message.name() + "(in, version);");
        line("}");
        line("@Override public void write(" + type + " message, WireWriter out, int version) {");
        line("if (version < " + all.oldest() + " || version > " + all.newest() + ") {");
        line("throw UnwritableMessage.noSuchVersion(\"" + type + "\", version, " + all.oldest() + ", " + all.newest()
                + ");");
        line("}");
        line("write" + message.name() + "(message, out, version);");
        line("}");
        line("@Override public int oldestVersion() { return " + all.oldest() + "; }");
        line("@Override public int newestVersion() { return " + all.newest() + "; }");
        line("@Override public boolean flexible(int version) { return "
                + (flexibleSince == Message.NEVER ? "false" : "version >= " + flexibleSince) + "; }");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
