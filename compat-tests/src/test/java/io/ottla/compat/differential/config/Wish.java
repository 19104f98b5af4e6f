package io.ottla.compat.differential.config;

import java.util.List;
import org.apache.kafka.common.message.AlterConfigsRequestData;
import org.apache.kafka.common.message.AlterConfigsRequestData.AlterConfigsResource;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.jspecify.annotations.Nullable;

/** What shall be set on a resource; both APIs that change configurations are asked for the same. */
record Wish(int type, String name, List<Setting> settings) {
    static final int SET = 0;
    static final int DELETE = 1;
    static final int APPEND = 2;
    static final int SUBTRACT = 3;

    record Setting(String name, int operation, @Nullable String value) {}

    static Wish resource(int type, String name, Setting... settings) {
        return new Wish(type, name, List.of(settings));
    }

    static Setting config(String name, @Nullable String value) {
        return config(name, SET, value);
    }

    static Setting config(String name, int operation, @Nullable String value) {
        return new Setting(name, operation, value);
    }

    /** All that is set shall be this: what is to be done with a setting does not matter. */
    static AlterConfigsRequestData replacing(Wish... wishes) {
        var request = new AlterConfigsRequestData();
        for (var wish : wishes) {
            var resource =
                    new AlterConfigsResource().setResourceType((byte) wish.type).setResourceName(wish.name);
            for (var setting : wish.settings) {
                resource.configs()
                        .add(new AlterConfigsRequestData.AlterableConfig()
                                .setName(setting.name)
                                .setValue(setting.value));
            }
            request.resources().add(resource);
        }
        return request;
    }

    /** Setting by setting. */
    static IncrementalAlterConfigsRequestData altering(Wish... wishes) {
        var request = new IncrementalAlterConfigsRequestData();
        for (var wish : wishes) {
            var resource = new IncrementalAlterConfigsRequestData.AlterConfigsResource()
                    .setResourceType((byte) wish.type)
                    .setResourceName(wish.name);
            for (var setting : wish.settings) {
                resource.configs()
                        .add(new IncrementalAlterConfigsRequestData.AlterableConfig()
                                .setName(setting.name)
                                .setConfigOperation((byte) setting.operation)
                                .setValue(setting.value));
            }
            request.resources().add(resource);
        }
        return request;
    }
}
