package io.ottla.compat.differential.config;

import static io.ottla.compat.differential.config.ConfigResources.BROKER;
import static io.ottla.compat.differential.config.ConfigResources.BROKER_LOGGER;
import static io.ottla.compat.differential.config.ConfigResources.CLIENT_METRICS;
import static io.ottla.compat.differential.config.ConfigResources.TOPIC;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import io.ottla.compat.differential.ask.Topics;
import java.util.Map;
import org.apache.kafka.common.message.AlterConfigsRequestData;
import org.apache.kafka.common.message.AlterConfigsRequestData.AlterConfigsResource;
import org.apache.kafka.common.message.AlterConfigsRequestData.AlterableConfig;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/** Configurations replaced as a whole. */
final class AlterConfigsQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.ALTER_CONFIGS;
    }

    @Override
    public void ask(Asking on) {
        int version = on.version();
        var name = "replaced-" + version;
        Topics.make(on, name, 1, Map.of("retention.ms", "5000", "segment.ms", "7000"));
        ask(on, "another", resource(TOPIC, name, config("flush.ms", "6000")));
        ConfigLook.at(on, name, "after another");
        ask(on, "none", resource(TOPIC, name));
        ConfigLook.at(on, name, "after none");
        ask(on, "a bad value", resource(TOPIC, name, config("retention.ms", "soon")));
        ask(on, "no value", resource(TOPIC, name, config("retention.ms", null)));
        ask(on, "an unknown name", resource(TOPIC, name, config("no.such", "1")));
        ask(on, "a name twice", resource(TOPIC, name, config("retention.ms", "1"), config("retention.ms", "2")));
        // Not asked: a topic twice. Apache Kafka 4.3.1 answers nobody any more after it.
        ask(on, "a topic that is not there", resource(TOPIC, "absent", config("retention.ms", "1")));
        on.ask(
                "only validated",
                peer -> request(resource(TOPIC, name, config("retention.ms", "9")))
                        .setValidateOnly(true));
        ask(on, "a broker that is not there", resource(BROKER, "8", config("log.retention.ms", "99999")));
        ask(on, "a broker's read only setting", resource(BROKER, "1", config("log.dirs", "/tmp/x")));
        ask(on, "a logger", resource(BROKER_LOGGER, "1", config("root", "INFO")));
        ask(on, "client metrics", resource(CLIENT_METRICS, "am" + version, config("interval.ms", "5000")));
        ask(on, "type 0", resource(0, "x", config("retention.ms", "1")));
        ask(on, "type 99", resource(99, "x", config("retention.ms", "1")));
        ask(on, "no resource");
        ConfigLook.at(on, name, "at the end");
    }

    private void ask(Asking on, String what, AlterConfigsResource... resources) {
        on.ask(what, peer -> request(resources));
    }

    private static AlterConfigsRequestData request(AlterConfigsResource... resources) {
        var request = new AlterConfigsRequestData();
        for (var resource : resources) {
            request.resources().add(resource.duplicate());
        }
        return request;
    }

    private static AlterConfigsResource resource(int type, String name, AlterableConfig... configs) {
        var resource = new AlterConfigsResource().setResourceType((byte) type).setResourceName(name);
        for (var config : configs) {
            resource.configs().add(config);
        }
        return resource;
    }

    private static AlterableConfig config(String name, @Nullable String value) {
        return new AlterableConfig().setName(name).setValue(value);
    }
}
