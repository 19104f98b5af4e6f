package io.ottla.compat.differential.config;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import java.util.List;
import org.apache.kafka.common.message.ListConfigResourcesRequestData;
import org.apache.kafka.common.protocol.ApiKeys;

/** What has a configuration. */
final class ListConfigResourcesQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.LIST_CONFIG_RESOURCES;
    }

    @Override
    public void ask(Asking on) {
        on.ask("all", peer -> new ListConfigResourcesRequestData());
        if (on.version() >= 1) {
            for (int type : new int[] {0, 1, 2, 4, 8, 16, 32, 64, -1}) {
                on.ask(
                        "type " + type,
                        peer -> new ListConfigResourcesRequestData().setResourceTypes(List.of((byte) type)));
            }
            on.ask(
                    "two types",
                    peer -> new ListConfigResourcesRequestData()
                            .setResourceTypes(List.of((byte) ConfigResources.GROUP, (byte) ConfigResources.BROKER)));
        }
    }
}
