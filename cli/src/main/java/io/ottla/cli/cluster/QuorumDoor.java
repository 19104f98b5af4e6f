package io.ottla.cli.cluster;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.Clock;
import io.ottla.base.OwnedBy;
import io.ottla.cli.client.ClientSettings;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.HostPort;
import io.ottla.cli.client.Unreachable;
import io.ottla.cli.tool.Arguments;
import io.ottla.cli.tool.PropertyFile;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.codec.ApiRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The way to the leader of the metadata quorum: through a broker, which passes on what it is asked, or straight to the controllers, of
 * which one after the other is asked until one answers as leader.
 */
@OwnedBy(CREATOR)
final class QuorumDoor implements AutoCloseable {
    private static final byte BROKERS = 1;
    private static final byte CONTROLLERS = 2;

    private final boolean toControllers;
    private final List<Cluster> ways;

    private QuorumDoor(boolean toControllers, List<Cluster> ways) {
        this.toControllers = toControllers;
        this.ways = ways;
    }

    /** The options that lead here, before the command as Kafka wants them, or behind it. */
    static QuorumDoor open(Arguments given) {
        var server = either(given, "--bootstrap-server");
        var controller = either(given, "--bootstrap-controller");
        if (server.isPresent() == controller.isPresent()) {
            throw given.mistake("exactly one of --bootstrap-server, --bootstrap-controller is needed"
                    + (server.isPresent() ? ", not both" : ""));
        }
        Map<String, String> properties =
                either(given, "--command-config").map(PropertyFile::read).orElse(Map.of());
        if (server.isPresent()) {
            return new QuorumDoor(false, List.of(cluster(HostPort.parseList(server.get()), properties)));
        }
        var addresses = HostPort.parseList(controller.orElseThrow());
        return new QuorumDoor(
                true,
                addresses.stream()
                        .map(address -> cluster(List.of(address), properties))
                        .toList());
    }

    /** What an option says, wherever it stands. */
    static Optional<String> either(Arguments given, String option) {
        var behind = given.command().text(option);
        if (behind.isPresent() && given.has(option)) {
            throw given.mistake(option + " is given more than once");
        }
        return behind.or(() -> given.text(option));
    }

    private static Cluster cluster(List<HostPort> addresses, Map<String, String> properties) {
        return new Cluster(new ClientSettings(addresses, properties), Clock.system());
    }

    /** Of which kind the nodes behind the door are, as DescribeCluster numbers them. */
    byte endpointType() {
        return toControllers ? CONTROLLERS : BROKERS;
    }

    /** The time as it is told to people. */
    long nowMs() {
        return ways.get(0).clock().wallMs();
    }

    /** How long an answer may take. */
    int timeoutMs() {
        return Math.toIntExact(ways.get(0).settings().requestTimeout().toMillis());
    }

    /** Asks for something that changes nothing. */
    <R> R ask(ApiRequest<R> request, Function<R, ErrorCode> error) {
        return first(way -> way.ask(request), error);
    }

    /** Asks for a change. Whoever does not lead has changed nothing, so that the next may be asked. */
    <R> R tell(ApiRequest<R> request, Function<R, ErrorCode> error) {
        return first(
                way -> {
                    way.any();
                    return way.tell(request);
                },
                error);
    }

    private <R> R first(Function<Cluster, R> attempt, Function<R, ErrorCode> error) {
        for (var way : ways.subList(0, ways.size() - 1)) {
            try {
                var answer = attempt.apply(way);
                if (!isElsewhere(error.apply(answer))) {
                    return answer;
                }
            } catch (Unreachable away) {
                way.dropBroken();
            }
        }
        return attempt.apply(ways.get(ways.size() - 1));
    }

    private static boolean isElsewhere(ErrorCode error) {
        return error == ErrorCode.NOT_CONTROLLER || error == ErrorCode.NOT_LEADER_OR_FOLLOWER;
    }

    @Override
    public void close() {
        ways.forEach(Cluster::close);
    }
}
