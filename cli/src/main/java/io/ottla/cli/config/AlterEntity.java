package io.ottla.cli.config;

import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.Cluster;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.config.IncrementalAlterConfigs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code --alter} of topics, brokers and others whose settings are config resources. */
final class AlterEntity {
    private static final byte SET = 0;
    private static final byte DELETE = 1;

    private final Cluster cluster;

    AlterEntity(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Makes and removes settings in one request: either all of it happens or nothing. */
    void alter(Entity entity, Map<String, String> added, List<String> deleted) {
        var changes = new ArrayList<IncrementalAlterConfigs.Config>();
        added.forEach((name, value) -> changes.add(new IncrementalAlterConfigs.Config(name, SET, value)));
        deleted.forEach(name -> changes.add(new IncrementalAlterConfigs.Config(name, DELETE, null)));
        var name = entity.nameOr("");
        var resource = new IncrementalAlterConfigs.Resource(entity.type().resourceType(), name, changes);
        var request = new IncrementalAlterConfigs.Request(List.of(resource), false);
        var isOneBroker =
                (entity.type() == EntityType.BROKERS || entity.type() == EntityType.BROKER_LOGGERS) && !name.isEmpty();
        var answer = isOneBroker
                ? cluster.tell(Integer.parseInt(name), request)
                : cluster.tellController(request, AlterEntity::error);
        for (var result : answer.responses()) {
            BrokerRefused.unlessNone(result.errorCode(), result.errorMessage());
        }
    }

    private static Optional<ErrorCode> error(IncrementalAlterConfigs.Response answer) {
        return answer.responses().stream()
                .map(result -> ErrorCode.of(result.errorCode()))
                .findFirst();
    }
}
