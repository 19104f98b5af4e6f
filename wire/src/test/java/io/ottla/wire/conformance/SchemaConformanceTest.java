package io.ottla.wire.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.wire.VersionRange;
import java.util.HashMap;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaConformanceTest {
    /** Headers are written by hand, and ListClientMetricsResources is what ListConfigResources was called in Kafka 3.9. */
    private static final Set<String> NOT_RECORDS = Set.of(
            "RequestHeader",
            "ResponseHeader",
            "ListClientMetricsResourcesRequest",
            "ListClientMetricsResourcesResponse");

    private static Set<String> kafkasMessages() {
        var names = new TreeSet<>(KafkaRelease.NEW.schemas().keySet());
        names.addAll(KafkaRelease.OLD.schemas().keySet());
        names.removeAll(NOT_RECORDS);
        return names;
    }

    @Test
    void every_message_of_kafka_is_a_record_here_and_none_else() {
        assertTrue(OurMessage.ALL.size() > 250, "found only " + OurMessage.ALL.size());
        assertEquals(kafkasMessages(), new TreeSet<>(OurMessage.ALL.keySet()));
    }

    @Test
    void every_version_has_the_fields_of_kafka_in_the_same_order() {
        for (var ours : OurMessage.ALL.values()) {
            for (var version = ours.schema().versions().oldest();
                    version <= ours.schema().versions().newest();
                    version++) {
                var theirs = KafkaRelease.knowing(ours.kafkaName(), version)
                        .schemas()
                        .get(ours.kafkaName());
                var place = ours.kafkaName() + " v" + version;
                assertTrue(theirs != null && theirs.versions().contains(version), place + " is unknown to Kafka");
                assertEquals(theirs.describe(version), ours.schema().describe(version), place);
            }
        }
    }

    @Test
    void every_version_of_kafka_is_known() {
        for (var name : kafkasMessages()) {
            var ours = OurMessage.ALL.get(name);
            for (var release : new KafkaRelease[] {KafkaRelease.NEW, KafkaRelease.OLD}) {
                var theirs = release.schemas().get(name);
                assertTrue(
                        theirs == null
                                || (ours != null
                                        && ours.schema()
                                                .versions()
                                                .contains(theirs.versions().oldest())
                                        && ours.schema()
                                                .versions()
                                                .contains(theirs.versions().newest())),
                        name + " of Kafka " + release.name());
            }
        }
    }

    @Test
    void fields_that_some_version_lacks_are_ignorable_where_they_are_in_kafka() {
        for (var ours : OurMessage.ALL.values()) {
            var theirs = KafkaRelease.NEW.schemas().get(ours.kafkaName());
            if (theirs != null) {
                compareIgnorable(
                        ours.kafkaName(),
                        theirs.fields(),
                        ours.schema().fields(),
                        ours.schema().versions());
            }
        }
    }

    private static void compareIgnorable(
            String path, Iterable<Schema.Field> theirs, Iterable<Schema.Field> ours, VersionRange outer) {
        var byName = new HashMap<String, Schema.Field>();
        ours.forEach(field -> byName.put(field.name(), field));
        for (var their : theirs) {
            var place = path + "." + their.name();
            var our = byName.get(their.name());
            assertTrue(our != null, place);
            if (!our.versions().equals(outer)) {
                assertEquals(their.ignorable(), our.ignorable(), place);
            }
            compareIgnorable(place, their.fields(), our.fields(), our.versions());
        }
    }
}
