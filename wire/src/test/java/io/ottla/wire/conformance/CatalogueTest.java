package io.ottla.wire.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.Uuid;
import io.ottla.wire.VersionRange;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.message.Codecs;
import java.lang.reflect.ParameterizedType;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.message.ApiMessageType;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

/** The tables of APIs and errors, against Kafka's. */
class CatalogueTest {
    @Test
    void every_error_of_kafka_has_its_number_name_and_retriability_and_no_word_of_its_text() {
        assertEquals(Errors.values().length, ErrorCode.values().length);
        for (var theirs : Errors.values()) {
            var ours = ErrorCode.valueOf(theirs.name());
            assertEquals(theirs.code(), ours.code());
            assertEquals(theirs.exception() instanceof RetriableException, ours.retriable(), theirs.name());
            assertSame(ours, ErrorCode.of(theirs.code()));
            assertEquals(ours == ErrorCode.NONE, ours.message() == null, theirs.name());
            if (ours != ErrorCode.NONE) {
                assertNotEquals(theirs.message(), ours.message());
            }
        }
        assertSame(ErrorCode.UNKNOWN_SERVER_ERROR, ErrorCode.of(-2));
        assertSame(ErrorCode.UNKNOWN_SERVER_ERROR, ErrorCode.of(9999));
    }

    @Test
    void every_api_of_kafka_has_its_number_and_name() {
        assertEquals(ApiKeys.values().length, ApiKey.values().length);
        for (var theirs : ApiKeys.values()) {
            var ours = ApiKey.valueOf(theirs.name());
            assertEquals(theirs.id, ours.code());
            assertEquals(theirs.name, ours.kafkaName());
            assertSame(ours, ApiKey.of(theirs.id));
        }
        assertNull(ApiKey.of(-1));
        assertNull(ApiKey.of(ApiKeys.values().length));
    }

    @Test
    void the_table_of_apis_says_what_the_codecs_can_do() {
        for (var api : ApiKey.values()) {
            for (var codec : new io.ottla.wire.codec.MessageCodec<?>[] {Codecs.request(api), Codecs.response(api)}) {
                assertEquals(new VersionRange(codec.oldestVersion(), codec.newestVersion()), api.known(), api.name());
                for (var version = codec.oldestVersion(); version <= codec.newestVersion(); version++) {
                    assertEquals(codec.flexible(version), api.flexible(version), api.name());
                }
            }
        }
    }

    @Test
    void requests_name_their_api_and_are_found_by_it() throws ReflectiveOperationException {
        for (var api : ApiKey.values()) {
            var request = OurMessage.ALL.get(api.kafkaName() + "Request");
            var response = OurMessage.ALL.get(api.kafkaName() + "Response");
            assertNotNull(request, api.name());
            assertNotNull(response, api.name());
            assertSame(request.codec(), Codecs.request(api));
            assertSame(response.codec(), Codecs.response(api));
            var value = Values.defaults(request.schema().fields());
            assertSame(api, ((ApiRequest<?>) new OurRecords().make(request.type(), value)).api());
        }
    }

    @Test
    void headers_have_the_versions_of_kafka() {
        for (var theirs : ApiKeys.values()) {
            var ours = ApiKey.valueOf(theirs.name());
            var type = ApiMessageType.fromApiKey(theirs.id);
            for (var version = type.lowestSupportedVersion();
                    version <= type.highestSupportedVersion(true);
                    version++) {
                assertEquals(type.requestHeaderVersion(version), ours.requestHeaderVersion(version), theirs.name);
                assertEquals(type.responseHeaderVersion(version), ours.responseHeaderVersion(version), theirs.name);
            }
        }
        assertEquals(0, ApiKey.CONTROLLED_SHUTDOWN.requestHeaderVersion(0));
        assertEquals(1, ApiKey.CONTROLLED_SHUTDOWN.requestHeaderVersion(1));
        assertEquals(2, ApiKey.API_VERSIONS.requestHeaderVersion(99));
        assertEquals(0, ApiKey.API_VERSIONS.responseHeaderVersion(99));
    }

    @Test
    void what_is_served_is_known_and_advertised_to_the_same_end_or_not_at_all() {
        var unadvertised = EnumSet.noneOf(ApiKey.class);
        for (var api : ApiKey.values()) {
            var served = api.served();
            var advertised = api.advertised();
            if (served == null) {
                assertFalse(api.serves(0), api.name());
                assertNull(advertised, api.name());
                continue;
            }
            assertEquals(true, api.known().contains(served.oldest()), api.name());
            assertEquals(true, api.known().contains(served.newest()), api.name());
            assertEquals(true, api.serves(served.oldest()), api.name());
            if (advertised == null) {
                unadvertised.add(api);
            } else {
                assertEquals(served.newest(), advertised.newest(), api.name());
            }
        }
        assertEquals(EnumSet.of(ApiKey.GET_TELEMETRY_SUBSCRIPTIONS, ApiKey.PUSH_TELEMETRY), unadvertised);
    }

    @Test
    void a_struct_that_says_nothing_is_called_none_and_is_the_default() throws ReflectiveOperationException {
        var found = 0;
        for (var message : OurMessage.ALL.values()) {
            found += nonesIn(message.type(), message.schema().fields());
        }
        assertEquals(7, found);
    }

    private static int nonesIn(Class<?> type, List<Schema.Field> fields) throws ReflectiveOperationException {
        var found = 0;
        for (var i = 0; i < fields.size(); i++) {
            var field = fields.get(i);
            if (field.type().equals("struct")) {
                var generic = type.getRecordComponents()[i].getGenericType();
                var struct = (Class<?>)
                        (generic instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : generic);
                found += nonesIn(struct, field.fields());
                if (List.of(struct.getDeclaredFields()).stream()
                        .anyMatch(f -> f.getName().equals("NONE"))) {
                    var none = struct.getField("NONE").get(null);
                    assertEquals(new OurRecords().make(struct, Values.defaults(field.fields())), none);
                    found++;
                }
            }
        }
        return found;
    }

    @Test
    void ids_read_and_sort_as_kafkas_do() {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++) {
            var ours = i % 2 == 0 ? Uuid.random(random) : new Uuid(random.nextLong(), random.nextLong());
            var other = new Uuid(i % 3 == 0 ? ours.mostSignificantBits() : random.nextLong(), random.nextLong());
            var theirs = kafka(ours);
            assertEquals(theirs.toString(), ours.toString());
            assertEquals(ours, Uuid.parse(theirs.toString()));
            assertEquals(theirs.compareTo(kafka(other)), ours.compareTo(other));
            assertEquals(theirs.equals(kafka(other)), ours.equals(other));
            assertEquals(new Uuid(ours.mostSignificantBits(), ours.leastSignificantBits()), ours);
            assertEquals(theirs.hashCode(), ours.hashCode());
        }
    }

    private static org.apache.kafka.common.Uuid kafka(Uuid id) {
        return new org.apache.kafka.common.Uuid(id.mostSignificantBits(), id.leastSignificantBits());
    }
}
