package io.ottla.compat.differential.cluster;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import org.apache.kafka.common.message.UpdateFeaturesRequestData;
import org.apache.kafka.common.message.UpdateFeaturesRequestData.FeatureUpdateKey;
import org.apache.kafka.common.protocol.ApiKeys;

/** Features that cannot be what is asked for. */
final class UpdateFeaturesQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.UPDATE_FEATURES;
    }

    @Override
    public void ask(Asking on) {
        ask(on, "an unknown feature", "no.such", 1);
        ask(on, "a level nobody has", "metadata.version", 999);
        ask(on, "a negative level", "metadata.version", -1);
        ask(on, "a level that was long ago", "metadata.version", 1);
        ask(on, "no name", "", 1);
        on.ask("nothing", peer -> new UpdateFeaturesRequestData());
    }

    private static void ask(Asking on, String what, String feature, int level) {
        on.ask(what, peer -> {
            var request = new UpdateFeaturesRequestData();
            request.featureUpdates()
                    .add(new FeatureUpdateKey().setFeature(feature).setMaxVersionLevel((short) level));
            return request;
        });
    }
}
