package io.ottla.cli.client.group;

import io.ottla.cli.client.BrokerRefused;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.Patience;
import io.ottla.cli.client.Unreachable;
import io.ottla.wire.ApiKey;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.group.FindCoordinator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out which broker coordinates a group. Stateless. */
final class Coordinators {
    private static final byte GROUP = 0;
    /** From this version on several keys are asked for at once. */
    private static final int BATCHED = 4;

    private Coordinators() {}

    /**
     * The id of the broker that coordinates this group, waiting for it while there is none.
     *
     * @throws BrokerRefused if there is none in time
     */
    static int find(Cluster cluster, String groupId) {
        var patience = cluster.patience();
        while (true) {
            var answer = ask(cluster, groupId);
            var error = ErrorCode.of(answer.errorCode());
            if (error == ErrorCode.NONE) {
                return answer.nodeId();
            }
            if (!error.retriable() || !patience.pause()) {
                throw new BrokerRefused(error, "group " + groupId + " has no coordinator: " + said(answer, error));
            }
        }
    }

    private static @Nullable String said(FindCoordinator.Coordinator answer, ErrorCode error) {
        var said = answer.errorMessage();
        return said == null || said.isBlank() ? error.message() : said;
    }

    private static FindCoordinator.Coordinator ask(Cluster cluster, String groupId) {
        if (cluster.any().version(ApiKey.FIND_COORDINATOR) >= BATCHED) {
            return cluster.ask(new FindCoordinator.Request("", GROUP, List.of(groupId)))
                    .coordinators()
                    .get(0);
        }
        var answer = cluster.ask(new FindCoordinator.Request(groupId, GROUP, List.of()));
        return new FindCoordinator.Coordinator(
                groupId, answer.nodeId(), answer.host(), answer.port(), answer.errorCode(), answer.errorMessage());
    }

    /** Does this mean that another broker, or the same a little later, can answer? */
    static boolean isElsewhere(ErrorCode error) {
        return error == ErrorCode.NOT_COORDINATOR
                || error == ErrorCode.COORDINATOR_NOT_AVAILABLE
                || error == ErrorCode.COORDINATOR_LOAD_IN_PROGRESS;
    }

    /** One question to a coordinator. */
    interface Question<R> {
        R ask(int nodeId);
    }

    /** What an answer says as a whole. */
    interface Verdict<R> {
        ErrorCode of(R answer);
    }

    /** Asks the coordinator of a group; asks again while it moves, starts or cannot be reached. Only for what may be repeated. */
    static <R> R ask(Cluster cluster, String groupId, Question<R> question, Verdict<R> verdict) {
        var patience = cluster.patience();
        while (true) {
            var node = find(cluster, groupId);
            try {
                var answer = question.ask(node);
                if (!isElsewhere(verdict.of(answer)) || !patience.pause()) {
                    return answer;
                }
            } catch (Unreachable e) {
                giveUpUnlessPatient(cluster, node, patience, e);
            }
        }
    }

    private static void giveUpUnlessPatient(Cluster cluster, int node, Patience patience, Unreachable why) {
        cluster.forget(node);
        if (!patience.pause()) {
            throw why;
        }
    }
}
