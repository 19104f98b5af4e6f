package io.ottla.testkit.junit;

import io.ottla.testkit.OttlaBroker;
import io.ottla.testkit.junit.KafkaBroker.Lifetime;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What {@link KafkaBroker} brings along; nobody need name it. Works with Jupiter 5.8 and newer. Brokers are in the store of the context
 * they live as long as, which closes them; JUnit calls it from one thread or many.
 */
public final class KafkaBrokerExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(KafkaBrokerExtension.class);

    /** Which broker is meant, and for which class or method it is. */
    private record Meant(KafkaBroker description, ExtensionContext owner) {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.isAnnotated(KafkaBroker.class)
                || (parameter.getParameter().getType() == OttlaBroker.class
                        && !onClasses(context).isEmpty());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        if (type != OttlaBroker.class && type != String.class) {
            throw new ParameterResolutionException("@KafkaBroker gives an OttlaBroker, or a String with its bootstrap"
                    + " servers, not a " + type.getName());
        }
        var broker = broker(meant(parameter, context), context);
        return type == String.class ? broker.bootstrapServers() : broker;
    }

    private static Meant meant(ParameterContext parameter, ExtensionContext context) {
        var here = parameter.findAnnotation(KafkaBroker.class);
        if (here.isPresent() && saysMoreThanItsName(here.get())) {
            return new Meant(here.get(), classContext(context));
        }
        var described = onClass(here.map(KafkaBroker::name).orElse(""), context);
        if (described != null) {
            return described;
        }
        return new Meant(
                here.orElseThrow(() -> new ParameterResolutionException(
                        "several @KafkaBroker are on the class: the parameter has to name one")),
                classContext(context));
    }

    private static boolean saysMoreThanItsName(KafkaBroker broker) {
        return broker.lifetime() != Lifetime.CLASS
                || broker.data() != KafkaBroker.Data.MEMORY
                || broker.topics().length > 0
                || broker.config().length > 0;
    }

    /** The one of this name on the class of the test or on those around it. */
    private static @Nullable Meant onClass(String name, ExtensionContext context) {
        for (var meant : onClasses(context)) {
            if (meant.description().name().equals(name)) {
                return meant;
            }
        }
        return null;
    }

    /** All on these classes, the nearest first. */
    private static List<Meant> onClasses(ExtensionContext context) {
        return Stream.iterate(
                        Optional.of(classContext(context)),
                        Optional::isPresent,
                        at -> at.get().getParent())
                .flatMap(Optional::stream)
                .filter(at -> at.getTestClass().isPresent())
                .flatMap(at -> described(at.getRequiredTestClass()).stream().map(one -> new Meant(one, at)))
                .toList();
    }

    private static List<KafkaBroker> described(Class<?> type) {
        return AnnotationSupport.findRepeatableAnnotations(type, KafkaBroker.class);
    }

    private static ExtensionContext classContext(ExtensionContext context) {
        var at = context;
        while (at.getTestMethod().isPresent() && at.getParent().isPresent()) {
            at = at.getParent().get();
        }
        return at;
    }

    private static OttlaBroker broker(Meant meant, ExtensionContext context) {
        var description = meant.description();
        if (description.lifetime() == Lifetime.METHOD && context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(
                    "a broker for each method can be had in a method: in a test, in @BeforeEach or in @AfterEach");
        }
        var owner = description.lifetime() == Lifetime.METHOD ? context : meant.owner();
        return held(owner, description).broker();
    }

    @SuppressWarnings("deprecation") // its successor is not there before Jupiter 6
    private static Held held(ExtensionContext owner, KafkaBroker description) {
        return Objects.requireNonNull(
                owner.getStore(NAMESPACE).getOrComputeIfAbsent(description, Held::start, Held.class));
    }

    /** A broker as long as JUnit keeps it. */
    @SuppressWarnings("deprecation") // before Jupiter 5.13 it is by this name that JUnit knows what to close
    private record Held(OttlaBroker broker) implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        static Held start(KafkaBroker description) {
            var builder = OttlaBroker.builder();
            for (var setting : description.config()) {
                var parts = split(setting);
                builder.with(parts[0], parts[1]);
            }
            if (description.data() == KafkaBroker.Data.TEMPORARY_DIRECTORY) {
                builder.inTemporaryDirectory();
            }
            var broker = builder.start();
            try {
                for (var topic : description.topics()) {
                    create(broker, topic);
                }
                return new Held(broker);
            } catch (RuntimeException refused) {
                broker.close();
                throw refused;
            }
        }

        private static void create(OttlaBroker broker, Topic topic) {
            var settings = new HashMap<String, String>();
            for (var setting : topic.config()) {
                var parts = split(setting);
                settings.put(parts[0], parts[1]);
            }
            broker.createTopic(topic.value(), topic.partitions(), settings);
        }

        private static String[] split(String setting) {
            var at = setting.indexOf('=');
            if (at <= 0) {
                throw new IllegalArgumentException("'" + setting + "' is not of the form name=value");
            }
            return new String[] {
                setting.substring(0, at).strip(), setting.substring(at + 1).strip()
            };
        }

        @Override
        public void close() {
            broker.close();
        }
    }
}
