package io.ottla.wire.schema.processor;

import java.util.stream.Collectors;

/** The methods that read one struct: itself, and one per list in it. */
final class ReadMethods {
    private final StringBuilder text = new StringBuilder();
    private final Struct struct;
    private final Versions all;
    private final int flexibleSince;
    private final String flexible;

    ReadMethods(Struct struct, Versions all, int flexibleSince) {
        this.struct = struct;
        this.all = all;
        this.flexibleSince = flexibleSince;
        flexible = flexibleSince > all.newest() ? "false" : new Versions(flexibleSince, all.newest()).condition(all);
    }

    String source() {
        line("private static " + struct.type() + " read" + struct.name() + "(WireReader in, int version) {");
        for (var field : struct.fields()) {
            line(field.type() + " _" + field.name() + " = " + initial(field) + ";");
        }
        var arguments = struct.fields().stream().map(f -> "_" + f.name()).collect(Collectors.joining(", "));
        var result = "new " + struct.type() + "(" + arguments + ")";
        if (flexible.equals("false")) {
            line("return " + result + ";");
        } else {
            tags();
            line("return in.keep(" + result + ", unknown);");
        }
        line("}");
        for (var field : struct.fields()) {
            if (field.list()) {
                list(field);
            }
        }
        return text.toString();
    }

    private String initial(Field field) {
        if (field.tagged()) {
            return field.defaultValue();
        }
        var present = field.versions().condition(all);
        return present.equals("true") ? value(field) : present + " ? " + value(field) + " : " + field.defaultValue();
    }

    private String value(Field field) {
        if (field.list()) {
            return "read" + struct.name() + capital(field.name()) + "(in, version)";
        }
        if (field.kind() == Kind.STRUCT) {
            var read = "read" + field.structOrFail().name() + "(in, version)";
            if (field.nullIn() == null) {
                return read;
            }
            return "in." + presence(field) + "(\"" + field.name() + "\") ? " + read + " : null";
        }
        var plain = "in." + field.kind().method + "(\"" + field.name() + "\"" + lengthArgument(field) + ")";
        if (field.nullIn() == null) {
            return plain;
        }
        var nullable = "in.nullable" + capital(field.kind().method) + "(\"" + field.name() + "\""
                + lengthArgument(field) + ")";
        var condition = field.nullIn().condition(field.versions());
        return condition.equals("true") ? nullable : "(" + condition + " ? " + nullable + " : " + plain + ")";
    }

    /** Says whether a struct that may be null is there: a byte of 1 or -1, but behind a tag 1 or 0. */
    static String presence(Field field) {
        return field.tagged() ? "bool" : "present";
    }

    private String lengthArgument(Field field) {
        return field.kind().hasLength() ? ", " + flexible : "";
    }

    private void tags() {
        line("List<RawTag> unknown = null;");
        if (!flexible.equals("true")) {
            line("if (" + flexible + ") {");
        }
        if (struct.tagged().isEmpty()) {
            line("unknown = in.rawTags();");
        } else {
            line("int tag = -1;");
            line("for (int left = in.tagCount(); left > 0; left--) {");
            line("tag = in.tag(tag);");
            line("int end = in.beginTag(tag);");
            for (var field : struct.tagged()) {
                var condition = field.versions().condition(all);
                line("if (tag == " + field.tag() + (condition.equals("true") ? "" : " && " + condition) + ") {");
                line("_" + field.name() + " = " + value(field) + ";");
                line("} else");
            }
            line("{ unknown = in.rawTag(unknown, tag, end); }");
            line("in.endTag(tag, end);");
            line("}");
        }
        if (!flexible.equals("true")) {
            line("}");
        }
    }

    private void list(Field field) {
        var element = field.elementType();
        line("private static List<" + element + "> read" + struct.name() + capital(field.name())
                + "(WireReader in, int version) {");
        count(field);
        line("if (count == 0) { return List.of(); }");
        line(element + "[] items = new " + element + "[count];");
        if (field.kind() == Kind.STRUCT) {
            line("int i = 0;");
            line("try {");
            line("for (; i < count; i++) { items[i] = read"
                    + field.structOrFail().name() + "(in, version); }");
            line("} catch (MalformedMessage e) {");
            line("throw e.within(\"" + field.name() + "\", i);");
            line("}");
        } else {
            line("for (int i = 0; i < count; i++) { items[i] = in." + field.kind().method + "(\"" + field.name() + "\""
                    + lengthArgument(field) + "); }");
        }
        line("return Arrays.asList(items);");
        line("}");
    }

    private void count(Field field) {
        var arguments = "(\"" + field.name() + "\", " + flexible + ", " + leastBytes(field) + ")";
        if (field.nullIn() == null) {
            line("int count = in.count" + arguments + ";");
            return;
        }
        var condition = field.nullIn().condition(field.versions());
        line("int count = "
                + (condition.equals("true")
                        ? "in.nullableCount" + arguments
                        : condition + " ? in.nullableCount" + arguments + " : in.count" + arguments)
                + ";");
        line("if (count == -1) { return null; }");
    }

    private int leastBytes(Field field) {
        return field.kind() == Kind.STRUCT
                ? field.structOrFail().leastBytes(all, flexibleSince)
                : field.kind().leastBytes(flexibleSince <= all.newest());
    }

    static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
