package io.ottla.testkit;

import io.ottla.base.Check;
import io.ottla.broker.joint.Broker;
import io.ottla.replication.controller.request.ElectionKind;
import io.ottla.replication.controller.request.NewTopic;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.TopicToDelete;
import io.ottla.replication.image.TopicImage;
import io.ottla.wire.TopicPartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the rooms of a broker in this process without going through its sockets. Stateless; called by tests, waits for answers. */
final class Inside {
    private static final long PATIENCE_SECONDS = 30;

    private final Broker.Doors doors;

    Inside(Broker.Doors doors) {
        this.doors = doors;
    }

    void createTopic(String name, int partitions, Map<String, String> settings) {
        var wanted = new NewTopic(name, partitions, 1, Map.of(), Map.copyOf(settings));
        var created = await(doors.controller().createTopics(List.of(wanted), false));
        check("topic " + name + " is not created", created.get(0).outcome());
    }

    void deleteTopic(String name) {
        var deleted = await(doors.controller().deleteTopics(List.of(TopicToDelete.named(name))));
        check("topic " + name + " is not deleted", deleted.get(0).outcome());
    }

    SortedSet<String> topics() {
        var names = new TreeSet<String>();
        doors.image().current().topics().all().stream()
                .map(TopicImage::name)
                .filter(name -> !name.startsWith("__"))
                .forEach(names::add);
        return names;
    }

    List<StoredRecord> records(String topic) {
        var image = doors.image().current().topics().byName(topic);
        if (image == null) {
            throw new IllegalStateException("there is no topic " + topic);
        }
        var records = new ArrayList<StoredRecord>();
        for (var partition = 0; partition < image.partitionCount(); partition++) {
            var ref = doors.partitions().find(topic, partition);
            if (ref != null) {
                records.addAll(new RecordsOf(ref).all());
            }
        }
        return records;
    }

    /** Nobody leads the partition until {@code duration} is over; with none at all an epoch ends and the next begins. */
    void loseLeader(String topic, int partition, Duration duration) {
        var name = new TopicPartition(topic, partition);
        var ref = doors.partitions().find(topic, partition);
        if (ref == null) {
            throw new IllegalStateException("there is no partition " + name);
        }
        check(name + " keeps its leader", await(doors.controller().unseatLeader(name)));
        if (duration.isZero()) {
            check(name + " has no leader", await(elect(name)));
        } else {
            ref.loop().schedule(duration, () -> elect(name));
        }
    }

    private CompletionStage<Outcome> elect(TopicPartition name) {
        return doors.controller()
                .electLeaders(ElectionKind.PREFERRED, List.of(name))
                .thenApply(outcomes -> Check.present(outcomes.get(name), "no answer about %s", name));
    }

    private static void check(String what, Outcome outcome) {
        if (!outcome.isDone()) {
            var why = outcome.message() == null ? outcome.error().message() : outcome.message();
            throw new IllegalStateException(what + ": " + outcome.error() + ", " + why);
        }
    }

    /** The outcome, which comes from one of the broker's threads. */
    static <T> T await(CompletionStage<T> answer) {
        return await(answer.toCompletableFuture());
    }

    private static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker has failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the broker has not answered within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the broker", e);
        }
    }
}
