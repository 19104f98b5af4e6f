package io.ottla.replication.controller.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ottla.base.Loop;
import io.ottla.base.ManualTime;
import io.ottla.replication.controller.session.Witness.Sighting;
import io.ottla.replication.image.BrokerImage;
import io.ottla.replication.image.Endpoint;
import io.ottla.replication.peer.Answer;
import io.ottla.replication.peer.Peer;
import io.ottla.replication.peer.PeerFailure;
import io.ottla.replication.peer.Peers;
import io.ottla.wire.Uuid;
import io.ottla.wire.codec.ApiRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerWitnessTest {
    private final Loop loop = new ManualTime().loop("controller");
    private final List<String> asked = new ArrayList<>();
    private int closed;

    private Sighting look(String listener, PeerFailure failure) {
        Peers peers = (host, port, on, name) -> new Peer() {
            @Override
            public <Q extends ApiRequest<R>, R> void ask(Q request, Duration patience, Answer<R> answer) {
                asked.add(host + ":" + port + " " + request.api());
                answer.failed(failure);
            }

            @Override
            public void close() {
                closed++;
            }
        };
        BrokerImage broker = new BrokerImage(
                1,
                11,
                new Uuid(1, 1),
                List.of(new Endpoint("CLIENTS", "a", 1, (short) 0), new Endpoint("BROKERS", "b", 2, (short) 0)),
                Map.of(),
                null,
                false,
                false,
                List.of(),
                null);
        List<Sighting> seen = new ArrayList<>();
        new PeerWitness(peers, loop, listener, Duration.ofSeconds(1)).look(broker, seen::add);
        assertEquals(1, seen.size());
        return seen.get(0);
    }

    @Test
    void a_process_is_gone_if_nobody_listens_where_it_did() {
        assertEquals(Sighting.GONE, look("BROKERS", PeerFailure.UNREACHABLE));
        assertEquals(List.of("b:2 API_VERSIONS"), asked);
        assertEquals(1, closed);
    }

    @Test
    void silence_proves_nothing_and_any_answer_that_somebody_is_there() {
        assertEquals(Sighting.UNCLEAR, look("BROKERS", PeerFailure.TIMED_OUT));
        assertEquals(Sighting.THERE, look("BROKERS", PeerFailure.UNSUPPORTED));
    }

    @Test
    void who_does_not_listen_for_brokers_cannot_be_looked_for() {
        assertEquals(Sighting.UNCLEAR, look("NOBODYS", PeerFailure.UNREACHABLE));
        assertEquals(List.of(), asked);
    }
}
