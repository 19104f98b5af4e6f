package io.ottla.wire.schema.processor;

import static io.ottla.wire.schema.processor.ReadMethods.capital;

/** The methods that write one struct: itself, and one per list in it. */
final class WriteMethods {
    private final StringBuilder text = new StringBuilder();
    private final Struct struct;
    private final Versions all;
    private final String flexible;

    WriteMethods(Struct struct, Versions all, int flexibleSince) {
        this.struct = struct;
        this.all = all;
        flexible = flexibleSince > all.newest() ? "false" : new Versions(flexibleSince, all.newest()).condition(all);
    }

    String source() {
        line("private static void write" + struct.name() + "(" + struct.type() + " it, WireWriter out, int version) {");
        for (var field : struct.fields()) {
            field(field);
        }
        if (!flexible.equals("false")) {
            line(flexible.equals("true") ? "{" : "if (" + flexible + ") {");
            tags();
            line("}");
        }
        line("}");
        for (var field : struct.fields()) {
            if (field.list()) {
                list(field);
            }
        }
        return text.toString();
    }

    private void field(Field field) {
        var present = field.versions().condition(all);
        var mustBeDefault = !present.equals("true") && !field.ignorable();
        var refuse = "if (!(" + field.isDefault(get(field)) + ")) { throw UnwritableMessage.notInVersion("
                + quoted(field.path()) + ", version); }";
        if (field.tagged()) {
            if (mustBeDefault) {
                line("if (!(" + present + ")) { " + refuse + " }");
            }
            return;
        }
        if (present.equals("true")) {
            value(field);
            return;
        }
        line("if (" + present + ") {");
        value(field);
        line(mustBeDefault ? "} else " + refuse : "}");
    }

    private static String get(Field field) {
        return "it." + field.name() + "()";
    }

    private void value(Field field) {
        var path = quoted(field.path());
        if (field.list()) {
            line("write" + struct.name() + capital(field.name()) + "(" + get(field) + ", out, version);");
        } else if (field.kind() == Kind.STRUCT) {
            struct(field);
        } else if (field.kind() == Kind.UINT16 || field.kind() == Kind.UUID) {
            line("out." + field.kind().method + "(" + path + ", " + get(field) + ");");
        } else if (field.kind().hasLength()) {
            lengthPrefixed(field);
        } else {
            line("out." + field.kind().method + "(" + get(field) + ");");
        }
    }

    private void lengthPrefixed(Field field) {
        var arguments = "(" + quoted(field.path()) + ", " + get(field) + ", " + flexible + ");";
        var plain = "out." + field.kind().method + arguments;
        var nullable = "out.nullable" + capital(field.kind().method) + arguments;
        if (field.nullIn() == null) {
            line(plain);
            return;
        }
        var condition = field.nullIn().condition(field.versions());
        line(
                condition.equals("true")
                        ? nullable
                        : "if (" + condition + ") { " + nullable + " } else { " + plain + " }");
    }

    private void struct(Field field) {
        var write = "write" + field.structOrFail().name() + "(" + get(field) + ", out, version);";
        if (field.nullIn() == null) {
            line("if (" + get(field) + " == null) { throw UnwritableMessage.isNull(" + quoted(field.path()) + "); }");
            line(write);
        } else {
            line("out." + ReadMethods.presence(field) + "(" + get(field) + " != null);");
            line("if (" + get(field) + " != null) { " + write + " }");
        }
    }

    private void tags() {
        if (struct.tagged().isEmpty()) {
            line("out.rawTags(it);");
            return;
        }
        line("List<RawTag> raw = out.rawTagsOf(it);");
        line("int tags = raw.size();");
        for (var field : struct.tagged()) {
            var condition = field.versions().condition(all);
            line("boolean has" + field.tag() + " = "
                    + (condition.equals("true") ? "" : condition + " && ")
                    + "!(" + field.isDefault(get(field)) + ");");
            line("if (has" + field.tag() + ") { tags++; }");
        }
        line("out.unsignedVarint(tags);");
        line("int next = 0;");
        for (var field : struct.tagged()) {
            line("if (has" + field.tag() + ") {");
            line("next = out.rawTagsBelow(raw, next, " + field.tag() + ");");
            line("int begin = out.beginTag(" + field.tag() + ");");
            value(field);
            line("out.endTag(begin);");
            line("}");
        }
        line("out.rawTagsBelow(raw, next, Integer.MAX_VALUE);");
    }

    private void list(Field field) {
        line("private static void write" + struct.name() + capital(field.name()) + "(List<" + field.elementType()
                + "> items, WireWriter out, int version) {");
        line("if (items == null) {");
        var refuse = "throw UnwritableMessage.isNull(" + quoted(field.path()) + ");";
        if (field.nullIn() == null) {
            line(refuse);
        } else {
            var condition = field.nullIn().condition(field.versions());
            if (!condition.equals("true")) {
                line("if (!(" + condition + ")) { " + refuse + " }");
            }
            line("out.count(-1, " + flexible + ");");
            line("return;");
        }
        line("}");
        line("int count = items.size();");
        line("out.count(count, " + flexible + ");");
        line("for (int i = 0; i < count; i++) { " + element(field) + " }");
        line("}");
    }

    private String element(Field field) {
        return switch (field.kind()) {
            case STRUCT -> "write" + field.structOrFail().name() + "(items.get(i), out, version);";
            case STRING, BYTES ->
                "out." + field.kind().method + "(" + quoted(field.path()) + ", items.get(i), " + flexible + ");";
            case UUID -> "out.uuid(" + quoted(field.path()) + ", items.get(i));";
            default -> "out." + field.kind().method + "(items.get(i));";
        };
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
