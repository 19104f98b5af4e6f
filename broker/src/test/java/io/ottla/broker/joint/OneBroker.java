package io.ottla.broker.joint;

import io.ottla.base.Check;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One broker for all tests of a class and of those nested in it. Whoever asks for one is handed a client of its own
 * ({@link WireClient}, {@link VersionedClient}), or requests about a topic of its own ({@link Requests}).
 */
final class OneBroker implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private final Map<String, String> settings;
    private final List<AutoCloseable> clients = new ArrayList<>();
    private @Nullable Class<?> owner;
    private @Nullable Path directory;
    private @Nullable TestBroker broker;
    private int topics;

    OneBroker(Map<String, String> settings) {
        this.settings = settings;
    }

    String bootstrap() {
        return Check.present(broker, "not started").bootstrap();
    }

    Path directory() {
        return Check.present(directory, "not started");
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (owner == null) {
            owner = context.getRequiredTestClass();
            directory = Files.createTempDirectory(owner.getSimpleName());
            broker = TestBroker.start(directory, settings);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (context.getRequiredTestClass().equals(owner)) {
            for (var client : clients) {
                client.close();
            }
            Check.present(broker, "not started").close();
            try (var files = Files.walk(directory())) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return List.of(WireClient.class, VersionedClient.class, Requests.class)
                .contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        try {
            if (type.equals(Requests.class)) {
                return new Requests("topic" + topics++);
            }
            return type.equals(WireClient.class)
                    ? closedInTheEnd(new WireClient(bootstrap()))
                    : closedInTheEnd(new VersionedClient(bootstrap()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T extends AutoCloseable> T closedInTheEnd(T client) {
        clients.add(client);
        return client;
    }
}
