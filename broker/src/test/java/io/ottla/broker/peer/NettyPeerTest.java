package io.ottla.broker.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.ottla.broker.config.ConfigFile;
import io.ottla.broker.joint.Broker;
import io.ottla.broker.net.IoLoops;
import io.ottla.replication.peer.Answer;
import io.ottla.replication.peer.Peer;
import io.ottla.replication.peer.PeerFailure;
import io.ottla.wire.codec.ApiRequest;
import io.ottla.wire.message.cluster.UnregisterController;
import io.ottla.wire.message.topic.Metadata;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NettyPeerTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Metadata.Request EVERYTHING = new Metadata.Request(null, true, false, false);

    private final IoLoops loops = IoLoops.start(1);
    private final NettyPeers peers =
            new NettyPeers(new Means(loops, UnpooledByteBufAllocator.DEFAULT, "node-7", Runnable::run));

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        loops.close();
    }

    @Test
    void questions_asked_at_once_are_answered_over_one_connection_in_the_newest_version_of_both() throws Exception {
        try (Broker broker = start(directory, 0)) {
            Peer peer = at(port(broker));
            var first = ask(peer, EVERYTHING, LONG);
            var second = ask(peer, EVERYTHING, LONG);

            assertEquals(1, result(first).brokers().size());
            assertEquals(broker.clusterId(), result(second).clusterId());
        }
    }

    @Test
    void who_does_not_listen_is_unreachable_and_is_reached_once_it_does() throws Exception {
        int port = freePort();
        Peer peer = at(port);
        assertEquals(PeerFailure.UNREACHABLE, failure(ask(peer, EVERYTHING, LONG)));

        try (Broker broker = start(directory, port)) {
            assertEquals(broker.clusterId(), result(ask(peer, EVERYTHING, LONG)).clusterId());
        }
        assertEquals(PeerFailure.UNREACHABLE, failure(ask(peer, EVERYTHING, LONG)));
    }

    @Test
    void what_the_other_side_does_not_serve_is_not_sent() throws Exception {
        try (Broker broker = start(directory, 0)) {
            Peer peer = at(port(broker));
            var asked = ask(peer, new UnregisterController.Request(1), LONG);

            assertEquals(PeerFailure.UNSUPPORTED, failure(asked));
            assertFalse(result(ask(peer, EVERYTHING, LONG)).brokers().isEmpty());
        }
    }

    @Test
    void who_accepts_and_never_answers_is_given_up() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            Peer peer = at(silent.getLocalPort());
            var asked = ask(peer, EVERYTHING, Duration.ofMillis(50));

            assertEquals(PeerFailure.TIMED_OUT, failure(asked));
        }
    }

    @Test
    void who_closes_the_peer_is_told_that_it_is_unreachable() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            Peer peer = at(silent.getLocalPort());
            var asked = ask(peer, EVERYTHING, LONG);
            loops.home().execute(peer::close);

            assertEquals(PeerFailure.UNREACHABLE, failure(asked));
            assertEquals(PeerFailure.UNREACHABLE, failure(ask(peer, EVERYTHING, LONG)));
        }
    }

    private Peer at(int port) {
        return peers.at("localhost", port, loops.home(), "other");
    }

    /** What came of a question: one of the two. */
    private record Came<R>(CompletableFuture<R> response, CompletableFuture<PeerFailure> failure) {}

    private <Q extends ApiRequest<R>, R> Came<R> ask(Peer peer, Q request, Duration patience) {
        Came<R> came = new Came<>(new CompletableFuture<>(), new CompletableFuture<>());
        loops.home()
                .execute(() -> peer.ask(request, patience, new Answer<R>() {
                    @Override
                    public void answered(R response, Frame frame) {
                        came.response().complete(response);
                    }

                    @Override
                    public void failed(PeerFailure failure) {
                        came.failure().complete(failure);
                    }
                }));
        return came;
    }

    private static <R> R result(Came<R> came) throws Exception {
        return came.response().get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private static PeerFailure failure(Came<?> came) throws Exception {
        return came.failure().get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private static Broker start(Path directory, int port) throws IOException {
        var settings = Map.of("log.dirs", directory.toString(), "listeners", "PLAINTEXT://localhost:" + port);
        return Broker.start(ConfigFile.of(settings).config(), why -> {
            throw new AssertionError(why);
        });
    }

    private static int port(Broker broker) {
        String address = broker.addresses().get(0);
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
