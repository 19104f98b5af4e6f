package io.ottla.wire.schema.processor;

import io.ottla.wire.schema.Default;
import io.ottla.wire.schema.Ignorable;
import io.ottla.wire.schema.Message;
import io.ottla.wire.schema.NullIn;
import io.ottla.wire.schema.Since;
import io.ottla.wire.schema.Tagged;
import io.ottla.wire.schema.UInt16;
import io.ottla.wire.schema.Until;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads the schema out of one message's record and the records inside it, and refuses what makes no sense. */
final class SchemaReader {
    private final Versions all;
    private final int flexibleSince;
    private final String prefix;
    private final Map<String, Struct> structs = new HashMap<>();

    private SchemaReader(Message message, String prefix) {
        all = new Versions(message.oldest(), message.newest());
        flexibleSince = message.flexibleSince();
        this.prefix = prefix;
    }

    static Struct read(TypeElement message, String packageName) throws SchemaError {
        var annotation = message.getAnnotation(Message.class);
        if (message.getKind() != ElementKind.RECORD) {
            throw new SchemaError(message, "only a record can be a message");
        }
        if (annotation.oldest() > annotation.newest() || annotation.oldest() < 0) {
            throw new SchemaError(message, "there are no such versions");
        }
        return new SchemaReader(annotation, packageName + ".").struct(message);
    }

    private Struct struct(TypeElement type) throws SchemaError {
        var qualified = type.getQualifiedName().toString();
        var known = structs.get(qualified);
        if (known != null) {
            return known;
        }
        var shown = qualified.startsWith(prefix) ? qualified.substring(prefix.length()) : qualified;
        var fields = new ArrayList<Field>();
        var tags = new HashSet<Integer>();
        for (var component : type.getRecordComponents()) {
            var field = field(component, shown);
            if (field.tagged() && !tags.add(field.tag())) {
                throw new SchemaError(component, "tag " + field.tag() + " is used twice");
            }
            fields.add(field);
        }
        var struct = new Struct(type.getSimpleName().toString(), shown, fields);
        structs.put(qualified, struct);
        return struct;
    }

    private Field field(RecordComponentElement component, String owner) throws SchemaError {
        var type = component.getAccessor().getReturnType();
        var list = isList(type);
        var element = list ? ((DeclaredType) type).getTypeArguments().get(0) : type;
        var kind = kind(component, element, list);
        var struct = kind == Kind.STRUCT ? struct((TypeElement) ((DeclaredType) element).asElement()) : null;
        var name = component.getSimpleName().toString();
        var tagged = component.getAnnotation(Tagged.class);
        var given = component.getAnnotation(Default.class);
        var elementName = struct != null ? struct.type() : kind.boxed;
        var field = new Field(
                name,
                list ? "List<" + elementName + ">" : type.getKind().isPrimitive() ? plain(type) : elementName,
                owner + "." + name,
                kind,
                list,
                versions(component),
                nullIn(component, type),
                tagged == null ? -1 : tagged.value(),
                given == null ? null : given.value(),
                has(component, Ignorable.class),
                struct);
        check(component, field);
        return field;
    }

    private static String plain(TypeMirror primitive) {
        return switch (primitive.getKind()) {
            case BOOLEAN -> "boolean";
            case BYTE -> "byte";
            case SHORT -> "short";
            case INT -> "int";
            case LONG -> "long";
            default -> "double";
        };
    }

    private Versions versions(RecordComponentElement component) {
        var since = component.getAnnotation(Since.class);
        var until = component.getAnnotation(Until.class);
        return new Versions(since == null ? all.oldest() : since.value(), until == null ? all.newest() : until.value());
    }

    private @Nullable Versions nullIn(RecordComponentElement component, TypeMirror type) throws SchemaError {
        var narrowed = component.getAnnotation(NullIn.class);
        if (!isNullable(component, type)) {
            if (narrowed != null) {
                throw new SchemaError(component, "@NullIn stands beside @Nullable");
            }
            return null;
        }
        var versions = versions(component);
        if (narrowed == null) {
            return versions;
        }
        return new Versions(
                Math.max(versions.oldest(), narrowed.since()), Math.min(versions.newest(), narrowed.until()));
    }

    private static boolean isNullable(RecordComponentElement component, TypeMirror type) {
        return hasNullable(type) || hasNullable(component.asType());
    }

    private static boolean hasNullable(TypeMirror type) {
        return type.getAnnotationMirrors().stream()
                .anyMatch(a -> a.getAnnotationType().asElement().getSimpleName().contentEquals("Nullable"));
    }

    private static boolean isList(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED && erased(type).equals("java.util.List");
    }

    private static String erased(TypeMirror type) {
        return ((TypeElement) ((DeclaredType) type).asElement())
                .getQualifiedName()
                .toString();
    }

    private static Kind kind(RecordComponentElement component, TypeMirror type, boolean list) throws SchemaError {
        if (has(component, UInt16.class)) {
            return Kind.UINT16;
        }
        return switch (type.getKind()) {
            case BOOLEAN -> Kind.BOOL;
            case BYTE -> Kind.INT8;
            case SHORT -> Kind.INT16;
            case INT -> Kind.INT32;
            case LONG -> Kind.INT64;
            case DOUBLE -> Kind.FLOAT64;
            case DECLARED -> kindOfClass(component, (DeclaredType) type, list);
            default -> throw new SchemaError(component, "the wire has no " + type);
        };
    }

    private static Kind kindOfClass(RecordComponentElement component, DeclaredType type, boolean list)
            throws SchemaError {
        if (type.asElement().getKind() == ElementKind.RECORD && !erased(type).equals(Kind.UUID.boxed)) {
            return Kind.STRUCT;
        }
        return switch (erased(type)) {
            case "java.lang.String" -> Kind.STRING;
            case "java.nio.ByteBuffer" -> Kind.BYTES;
            case "io.ottla.wire.codec.Payload" -> Kind.RECORDS;
            case "io.ottla.wire.Uuid" -> Kind.UUID;
            case "java.lang.Byte" -> boxed(component, Kind.INT8, list);
            case "java.lang.Short" -> boxed(component, Kind.INT16, list);
            case "java.lang.Integer" -> boxed(component, Kind.INT32, list);
            case "java.lang.Long" -> boxed(component, Kind.INT64, list);
            default -> throw new SchemaError(component, "the wire has no " + type);
        };
    }

    private static Kind boxed(RecordComponentElement component, Kind kind, boolean list) throws SchemaError {
        if (!list) {
            throw new SchemaError(component, "a number outside a list is a primitive");
        }
        return kind;
    }

    private void check(RecordComponentElement component, Field field) throws SchemaError {
        var versions = field.versions();
        if (versions.oldest() > versions.newest()
                || !all.contains(versions.oldest())
                || !all.contains(versions.newest())) {
            throw new SchemaError(component, "its versions are not among those of the message");
        }
        if (field.tagged() && (versions.oldest() < flexibleSince || versions.newest() < all.newest())) {
            throw new SchemaError(component, "a tagged field begins in a flexible version and stays");
        }
        if (field.defaultIsNull() && field.nullIn() == null) {
            throw new SchemaError(component, "its default is null, but it is not @Nullable");
        }
        if (field.kind() == Kind.RECORDS && (field.tagged() || field.list())) {
            throw new SchemaError(component, "records stand alone");
        }
        checkDefault(component, field);
    }

    private static void checkDefault(RecordComponentElement component, Field field) throws SchemaError {
        var text = field.defaultText();
        if (text == null || field.defaultIsNull()) {
            return;
        }
        var fits = !field.list()
                && (field.kind() == Kind.STRING
                        || (field.kind() == Kind.BOOL && (text.equals("true") || text.equals("false")))
                        || (field.kind().isNumber() && text.matches("-?[0-9]+")));
        if (!fits) {
            throw new SchemaError(component, "cannot have the default " + text);
        }
    }

    private static boolean has(RecordComponentElement component, Class<? extends Annotation> annotation) {
        return component.getAnnotation(annotation) != null;
    }
}
