package io.ottla.broker.joint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ottla.base.Check;
import io.ottla.broker.config.ConfigFile;
import io.ottla.broker.handler.Dispatcher;
import io.ottla.broker.net.Buffers;
import io.ottla.broker.net.Exchange;
import io.ottla.broker.net.FrameHandler;
import io.ottla.log.disk.NioDisk;
import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.message.cluster.UpdateFeatures;
import io.ottla.wire.message.group.FindCoordinator;
import io.ottla.wire.message.group.LeaveGroup;
import io.ottla.wire.message.group.OffsetFetch;
import io.ottla.wire.message.topic.DeleteTopics;
import io.ottla.wire.message.topic.ElectLeaders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request that is refused as a whole is answered in the shape of its version, whatever that has room for. */
class RefusedVersionsTest {
    private static final short REFUSED = ErrorCode.UNKNOWN_SERVER_ERROR.code();
    private static final short NONE = ErrorCode.NONE.code();

    @TempDir
    private static Path directory;

    private static Broker broker;
    private static VersionedClient client;

    @BeforeAll
    static void start() throws IOException {
        var settings = Map.of("log.dirs", directory.toString(), "listeners", "PLAINTEXT://localhost:0");
        broker = Broker.start(
                ConfigFile.of(settings).config(),
                new Environment(
                        new NioDisk(),
                        RefusedVersionsTest::refusing,
                        Buffers.RETURNED,
                        Duration.ofSeconds(5),
                        why -> {}));
        var address = broker.addresses().get(0);
        client = new VersionedClient(address.substring(address.indexOf("://") + 3));
    }

    @AfterAll
    static void stop() throws IOException {
        client.close();
        broker.close();
    }

    private static FrameHandler refusing(Dispatcher dispatcher) {
        return new FrameHandler() {
            @Override
            public void handle(Exchange exchange) {
                dispatcher.refuse(exchange, ErrorCode.UNKNOWN_SERVER_ERROR);
            }

            @Override
            public boolean mayOverlap(short apiKey) {
                return dispatcher.mayOverlap(apiKey);
            }
        };
    }

    /** What each version of an API answers. */
    private static <R> List<R> answers(ApiKey api, IntFunction<ApiRequest<R>> request) throws IOException {
        var served = Check.present(api.served(), "%s is not served", api);
        Stream.Builder<R> answers = Stream.builder();
        for (int version = 0; version <= served.newest(); version++) {
            answers.add(client.ask(request.apply(version), version));
        }
        return answers.build().toList();
    }

    @Test
    void coordinators_are_refused_one_by_one_from_version_4_on() throws IOException {
        var answers = answers(
                ApiKey.FIND_COORDINATOR,
                version -> version < 4
                        ? new FindCoordinator.Request("group", (byte) 0, List.of())
                        : new FindCoordinator.Request("", (byte) 0, List.of("one", "two")));
        for (int version = 0; version < answers.size(); version++) {
            var answer = answers.get(version);
            var each = answer.coordinators().stream()
                    .map(FindCoordinator.Coordinator::errorCode)
                    .toList();
            assertEquals(version < 4 ? REFUSED : NONE, answer.errorCode());
            assertEquals(version < 4 ? List.of() : List.of(REFUSED, REFUSED), each);
        }
    }

    @Test
    void no_coordinator_asked_for_is_none_refused() throws IOException {
        var answers = answers(ApiKey.FIND_COORDINATOR, version -> new FindCoordinator.Request("", (byte) 0, List.of()));
        IntStream.range(4, answers.size())
                .forEach(version ->
                        assertTrue(answers.get(version).coordinators().isEmpty()));
    }

    @Test
    void elections_are_refused_as_a_whole_where_there_is_room_for_it() throws IOException {
        var topics = List.of(new ElectLeaders.Topic("topic", List.of(3)));
        var answers = answers(ApiKey.ELECT_LEADERS, version -> new ElectLeaders.Request((byte) 0, topics, 1000));
        for (int version = 0; version < answers.size(); version++) {
            var answer = answers.get(version);
            assertEquals(version < 1 ? NONE : REFUSED, answer.errorCode());
            assertEquals(
                    REFUSED,
                    answer.replicaElectionResults()
                            .get(0)
                            .partitionResult()
                            .get(0)
                            .errorCode());
        }
    }

    @Test
    void committed_offsets_are_refused_by_partition_then_by_request_then_by_group() throws IOException {
        var old = List.of(new OffsetFetch.Topic("topic", List.of(0)));
        var group = new OffsetFetch.Group("group", null, -1, null);
        var answers = answers(
                ApiKey.OFFSET_FETCH,
                version -> version < 8
                        ? new OffsetFetch.Request("group", old, List.of(), false)
                        : new OffsetFetch.Request("", List.of(), List.of(group), false));
        for (int version = 0; version < answers.size(); version++) {
            var answer = answers.get(version);
            assertEquals(version < 2, !answer.topics().isEmpty());
            assertEquals(version >= 2 && version < 8 ? REFUSED : NONE, answer.errorCode());
            assertEquals(version >= 8, !answer.groups().isEmpty());
        }
    }

    @Test
    void others_are_refused_in_every_version() throws IOException {
        answers(ApiKey.LEAVE_GROUP, version -> new LeaveGroup.Request("group", version < 3 ? "me" : "", List.of()))
                .forEach(answer -> assertEquals(REFUSED, answer.errorCode()));
        answers(
                        ApiKey.DELETE_TOPICS,
                        version ->
                                new DeleteTopics.Request(List.of(), version < 6 ? List.of("topic") : List.of(), 1000))
                .forEach(answer ->
                        assertTrue(answer.responses().stream().allMatch(topic -> topic.errorCode() == REFUSED)));
        answers(ApiKey.UPDATE_FEATURES, version -> new UpdateFeatures.Request(1000, List.of(), false))
                .forEach(answer -> assertEquals(REFUSED, answer.errorCode()));
    }
}
