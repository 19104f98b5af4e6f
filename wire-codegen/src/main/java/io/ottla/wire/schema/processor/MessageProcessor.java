package io.ottla.wire.schema.processor;

import io.ottla.wire.schema.Message;
import java.io.IOException;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * Writes the codecs: for {@code Heartbeat.Request} the class {@code HeartbeatRequestCodec} beside it, plain static code
 * without reflection, loaded when it is first used and not before.
 */
@SupportedAnnotationTypes("io.ottla.wire.schema.Message")
public final class MessageProcessor extends AbstractProcessor {
    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (var element : round.getElementsAnnotatedWith(Message.class)) {
            try {
                generate((TypeElement) element);
            } catch (SchemaError e) {
                processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, e.getMessage(), e.place());
            } catch (IOException e) {
                processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, e.toString(), element);
            }
        }
        return false;
    }

    private void generate(TypeElement message) throws SchemaError, IOException {
        var packageName = processingEnv
                .getElementUtils()
                .getPackageOf(message)
                .getQualifiedName()
                .toString();
        var struct = SchemaReader.read(message, packageName);
        var codec = struct.type().replace(".", "") + "Codec";
        var file = processingEnv.getFiler().createSourceFile(packageName + "." + codec, message);
        try (var out = file.openWriter()) {
            out.write(CodecSource.of(struct, message.getAnnotation(Message.class), packageName, codec));
        }
    }
}
