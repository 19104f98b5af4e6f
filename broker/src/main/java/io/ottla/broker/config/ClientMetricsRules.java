package io.ottla.broker.config;

import io.ottla.broker.config.definition.ConfigType;
import io.ottla.broker.config.definition.Definitions;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.wire.ErrorCode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a client-metrics subscription (KIP-714) may set. Stateless. */
final class ClientMetricsRules {
    private static final int LEAST_INTERVAL_MS = 100;
    private static final int MOST_INTERVAL_MS = 3_600_000;
    private static final Set<String> MATCHED = Set.of(
            "client_instance_id",
            "client_id",
            "client_software_name",
            "client_software_version",
            "client_source_address",
            "client_source_port");

    private ClientMetricsRules() {}

    static Outcome check(Map<String, String> configs) {
        for (var name : configs.keySet()) {
            if (!Definitions.CLIENT_METRICS.knows(name)) {
                return Outcome.refused(
                        ErrorCode.INVALID_REQUEST, name + ": no setting of a client metrics subscription is called so");
            }
        }
        var values = DefinedConfigRules.checkValues(Definitions.CLIENT_METRICS, "client metrics subscription", configs);
        if (!values.isDone()) {
            return values;
        }
        var interval = configs.get("interval.ms");
        if (interval != null) {
            int ms = Integer.parseInt(interval.strip());
            if (ms < LEAST_INTERVAL_MS || ms > MOST_INTERVAL_MS) {
                return Outcome.refused(
                        ErrorCode.INVALID_REQUEST,
                        ConfigMistake.line(
                                "interval.ms", interval, "from " + LEAST_INTERVAL_MS + " to " + MOST_INTERVAL_MS));
            }
        }
        for (var match : ConfigType.split(configs.getOrDefault("match", "").strip())) {
            int equals = match.indexOf('=');
            if (equals <= 0
                    || !MATCHED.contains(match.substring(0, equals))
                    || !isPattern(match.substring(equals + 1))) {
                return Outcome.refused(
                        ErrorCode.INVALID_CONFIG,
                        ConfigMistake.line(
                                "match", match, "name=pattern, the name one of " + String.join(", ", MATCHED)));
            }
        }
        return Outcome.DONE;
    }

    private static boolean isPattern(String text) {
        try {
            Pattern.compile(text);
            return true;
        } catch (PatternSyntaxException malformed) {
            return false;
        }
    }
}
