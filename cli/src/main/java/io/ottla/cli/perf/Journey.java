package io.ottla.cli.perf;

import static io.ottla.base.OwnedBy.Owner.CREATOR;

import io.ottla.base.OwnedBy;
import io.ottla.cli.client.ClientFailure;
import io.ottla.cli.client.Cluster;
import io.ottla.cli.client.DeliveryListener;
import io.ottla.cli.client.FetchSettings;
import io.ottla.cli.client.Fetcher;
import io.ottla.cli.client.OffsetLookup;
import io.ottla.cli.client.Producer;
import io.ottla.cli.client.ProducerSettings;
import io.ottla.cli.tool.Failure;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.TopicPartition;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Sends records one at a time and reads each back before the next. */
@OwnedBy(CREATOR)
final class Journey {
    private static final int LONGEST_MS = 60_000;
    private static final int ROUND_MS = 500;

    private final Cluster cluster;
    private final Random random = new Random(0);
    private final Producer producer;
    private final Fetcher fetcher;

    /**
     * Begins at the end of the topic.
     *
     * @param cluster where records are sent
     * @param there the same cluster on other connections: a fetch that waits would hold up what is sent behind it
     */
    Journey(Cluster cluster, Cluster there, String topic) {
        this.cluster = cluster;
        var fetching = FetchSettings.of(there.settings());
        producer = new Producer(cluster, ProducerSettings.of(cluster.settings()), topic, new NoPatience());
        fetcher = new Fetcher(there, fetching, OffsetLookup.LATEST);
        var partitions = cluster.metadata(List.of(topic)).topics().stream()
                .flatMap(found -> found.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partitionIndex()))
                .toList();
        new OffsetLookup(there, fetching.isolation())
                .find(partitions, OffsetLookup.LATEST)
                .forEach((partition, end) -> {
                    if (end.error() != ErrorCode.NONE) {
                        throw new Failure(partition + ": " + end.error().message());
                    }
                    fetcher.assign(partition, end.offset());
                });
    }

    /** A record goes round. How many nanoseconds that took. */
    long travel(RecordShape shape) {
        var key = shape.key(random);
        var value = shape.value(random);
        var headers = shape.headers(random);
        var begin = cluster.clock().nanos();
        producer.send(key, value, headers);
        producer.drain();
        var count = 0;
        while (count == 0) {
            if (cluster.clock().nanos() - begin > LONGEST_MS * 1_000_000L) {
                throw new Failure("a record that was acknowledged could not be read within " + LONGEST_MS + " ms");
            }
            count = fetcher.poll(ROUND_MS, record -> check(value, record.value()));
        }
        var nanos = cluster.clock().nanos() - begin;
        if (count > 1) {
            throw new Failure("only one record was expected, " + count + " came: who else writes to this topic?");
        }
        return nanos;
    }

    private static boolean check(ByteBuffer sent, @Nullable ByteBuffer read) {
        if (!sent.equals(read)) {
            throw new Failure("another record came than was sent: who else writes to this topic?");
        }
        return true;
    }

    /** Here what is not written at once ends the run. */
    private static final class NoPatience implements DeliveryListener {
        @Override
        public void refused(Records records, ClientFailure why) {
            throw new Failure("a record was not written: " + why.line(), why);
        }

        @Override
        public void delayed(ClientFailure why) {
            // It may come through yet.
        }
    }
}
