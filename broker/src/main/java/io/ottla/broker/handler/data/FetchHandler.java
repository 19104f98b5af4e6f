package io.ottla.broker.handler.data;

import io.ottla.base.Loop;
import io.ottla.broker.fetch.Asker;
import io.ottla.broker.fetch.FetchRun;
import io.ottla.broker.fetch.FetchScope;
import io.ottla.broker.fetch.FetchSessions;
import io.ottla.broker.fetch.PartitionRead;
import io.ottla.broker.fetch.ReplicaReads;
import io.ottla.broker.fetch.Wanted;
import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.Leaders;
import io.ottla.broker.handler.RequestContext;
import io.ottla.broker.quota.Account;
import io.ottla.broker.quota.QuotaKind;
import io.ottla.replication.partition.Partitions;
import io.ottla.replication.partition.request.Leadership;
import io.ottla.replication.partition.request.ReadLimit;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.data.Fetch.PartitionData;
import io.ottla.wire.message.data.Fetch.Request;
import io.ottla.wire.message.data.Fetch.Response;
import io.ottla.wire.message.data.Fetch.TopicResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads record batches: opens or goes on with the session, lets a {@link FetchRun} gather, shapes the answer. */
public final class FetchHandler implements Handler<Request, Response> {
    private static final int FIRST_WITH_SESSION = 7;
    private static final int FIRST_WITH_RACK = 11;
    private static final int FIRST_WITH_TOPIC_ID = 13;
    private static final byte READ_COMMITTED = 1;

    private final Partitions partitions;
    private final Leaders leaders;
    private final Map<Loop, FetchSessions> sessions;
    private final ReplicaReads replicaReads;
    private final int mostBytes;

    /**
     * @param sessions for each loop, the sessions of its connections
     * @param replicaReads where consumers read, and how fast replicas may
     * @param mostBytes fetch.max.bytes: an answer is no larger, whatever is asked
     */
    public FetchHandler(
            Partitions partitions,
            Leaders leaders,
            Map<Loop, FetchSessions> sessions,
            ReplicaReads replicaReads,
            int mostBytes) {
        this.partitions = partitions;
        this.leaders = leaders;
        this.sessions = Map.copyOf(sessions);
        this.replicaReads = replicaReads;
        this.mostBytes = mostBytes;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        if (request.isolationLevel() < 0 || request.isolationLevel() > READ_COMMITTED) {
            context.reply(refusalOfAll(request, context.version()));
            return;
        }
        var scope = scope(request, context);
        if (scope instanceof FetchScope.Refused refused) {
            context.reply(new Response(0, refused.error().code(), 0, List.of(), List.of()));
            return;
        }
        var asker = asker(request, context.version());
        var account = asker instanceof Asker.Replica ? null : context.account();
        var most = account == null ? mostBytes : Math.min(mostBytes, account.most(QuotaKind.FETCH));
        var ask = new FetchRun.Request(
                scope.wanted(),
                limit(request, asker),
                Math.min(request.maxBytes(), most),
                Math.min(request.minBytes(), most),
                Duration.ofMillis(request.maxWaitMs()),
                asker);
        var world = new FetchRun.World(partitions, leaders, replicaReads, context.loop());
        var run = new FetchRun(ask, world, reads -> reply(scope, reads, ask, context));
        context.whenGone(run::abandon);
        scope.goesOnWith(run::hurry);
        run.start();
    }

    private static Asker asker(Request request, int version) {
        var replica = Math.max(request.replicaId(), request.replicaState().replicaId());
        return replica >= 0
                ? new Asker.Replica(replica, request.replicaState().replicaEpoch())
                : new Asker.Consumer(version >= FIRST_WITH_RACK, request.rackId());
    }

    private static ReadLimit limit(Request request, Asker asker) {
        if (asker instanceof Asker.Replica) {
            return ReadLimit.LOG_END;
        }
        return request.isolationLevel() == READ_COMMITTED ? ReadLimit.LAST_STABLE_OFFSET : ReadLimit.HIGH_WATERMARK;
    }

    /** As Kafka has no better name for it. */
    private Response refusalOfAll(Request request, int version) {
        var refusal = refusal(request, version, ErrorCode.UNKNOWN_SERVER_ERROR);
        return version < FIRST_WITH_TOPIC_ID ? refusal : new Response(0, refusal.errorCode(), 0, List.of(), List.of());
    }

    private FetchScope scope(Request request, RequestContext<Response> context) {
        var byTopicId = context.version() >= FIRST_WITH_TOPIC_ID;
        var wanted = wanted(request);
        var home = sessions.get(context.loop());
        if (context.version() < FIRST_WITH_SESSION || home == null) {
            return new FetchScope.Once(wanted);
        }
        return home.open(request.sessionId(), request.sessionEpoch(), wanted, forgotten(request), byTopicId);
    }

    static List<Wanted> wanted(Request request) {
        var wanted = new ArrayList<Wanted>();
        for (var topic : request.topics()) {
            for (var partition : topic.partitions()) {
                wanted.add(new Wanted(
                        new Wanted.Key(topic.topic(), topic.topicId(), partition.partition()),
                        partition.fetchOffset(),
                        partition.partitionMaxBytes(),
                        Math.max(partition.currentLeaderEpoch(), Leadership.NO_EPOCH),
                        partition.lastFetchedEpoch(),
                        partition.highWatermark()));
            }
        }
        return wanted;
    }

    static List<Wanted.Key> forgotten(Request request) {
        var forgotten = new ArrayList<Wanted.Key>();
        for (var topic : request.forgottenTopicsData()) {
            for (var partition : topic.partitions()) {
                forgotten.add(new Wanted.Key(topic.topic(), topic.topicId(), partition));
            }
        }
        return forgotten;
    }

    private void reply(
            FetchScope scope, List<PartitionRead> reads, FetchRun.Request ask, RequestContext<Response> context) {
        var account = ask.asker() instanceof Asker.Replica ? null : context.account();
        if (account != null && isTooMuch(reads, context, account)) {
            reads.forEach(FetchAnswer::release);
            context.reply(
                    new Response(0, ErrorCode.NONE.code(), sessionOfNothing(scope, context), List.of(), List.of()));
            return;
        }
        var shape = new FetchAnswer(
                ask, leaders, context.version(), context.connection().listener());
        var response = shape.of(scope.sessionId(), scope.tell(reads));
        context.reply(response, () -> reads.forEach(FetchAnswer::release));
    }

    /** Who must wait gets nothing, and what would have been sent does not count (KIP-219). */
    private static boolean isTooMuch(List<PartitionRead> reads, RequestContext<Response> context, Account account) {
        double bytes = 0;
        for (var read : reads) {
            bytes += read.sizeInBytes();
        }
        if (context.use(QuotaKind.FETCH, bytes) == 0) {
            return false;
        }
        account.giveBack(QuotaKind.FETCH, bytes);
        return true;
    }

    /** An empty answer cannot begin a session: the client asks for one again. */
    private int sessionOfNothing(FetchScope scope, RequestContext<Response> context) {
        if (scope instanceof FetchScope.Full) {
            var home = sessions.get(context.loop());
            if (home != null) {
                home.drop(scope);
            }
            return 0;
        }
        return scope.sessionId();
    }

    /** Before sessions there is no place for an error of the whole: each partition has it. */
    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        var topics = new ArrayList<TopicResponse>();
        for (var topic : request.topics()) {
            var refused = new ArrayList<PartitionData>();
            for (var partition : topic.partitions()) {
                refused.add(FetchAnswer.refused(partition.partition(), error));
            }
            topics.add(new TopicResponse(topic.topic(), topic.topicId(), refused));
        }
        return new Response(0, error.code(), 0, topics, List.of());
    }
}
