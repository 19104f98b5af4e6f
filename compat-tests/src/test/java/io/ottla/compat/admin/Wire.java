package io.ottla.compat.admin;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsResponseData;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.DeleteTopicsResponseData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData.TopicRequest;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.DescribeTopicPartitionsRequest;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.RequestHeader;

/** One connection that sends requests as the Java client's own classes encode them. One thread at a time. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MS = 30_000;

    private final Socket socket;
    private final int settleMs;
    private int correlation;

    /** @param settleMs how long this broker may take to do what it has said it did */
    Wire(String bootstrap, int settleMs) {
        this.settleMs = settleMs;
        int colon = bootstrap.lastIndexOf(':');
        try {
            socket = new Socket(bootstrap.substring(0, colon), Integer.parseInt(bootstrap.substring(colon + 1)));
            socket.setSoTimeout(PATIENCE_MS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body of the answer to {@code request}. */
    ApiMessage ask(AbstractRequest request) {
        var header = new RequestHeader(request.apiKey(), request.version(), "differential", correlation++);
        try {
            var bytes = request.serializeWithHeader(header);
            var frame = ByteBuffer.allocate(4 + bytes.remaining());
            frame.putInt(bytes.remaining()).put(bytes);
            socket.getOutputStream().write(frame.array());
            var in = new DataInputStream(socket.getInputStream());
            var answer = new byte[in.readInt()];
            in.readFully(answer);
            return AbstractResponse.parseResponse(ByteBuffer.wrap(answer), header)
                    .data();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "no answer to " + request.apiKey().name + " v" + request.version() + ": " + request.data(), e);
        }
    }

    /**
     * As {@link #ask}, and waits until what was made, enlarged or deleted shows: Apache Kafka answers a little before its own
     * brokers know.
     */
    ApiMessage change(AbstractRequest request) {
        var answer = ask(request);
        if (answer instanceof CreateTopicsResponseData created
                && request.data() instanceof CreateTopicsRequestData asked
                && !asked.validateOnly()) {
            for (var topic : created.topics()) {
                if (topic.errorCode() == 0) {
                    await(topic.name(), partitions -> partitions > 0);
                }
            }
        } else if (answer instanceof CreatePartitionsResponseData enlarged
                && request.data() instanceof CreatePartitionsRequestData asked
                && !asked.validateOnly()) {
            for (var topic : enlarged.results()) {
                if (topic.errorCode() == 0) {
                    await(
                            topic.name(),
                            partitions -> partitions
                                    >= asked.topics().find(topic.name()).count());
                }
            }
        } else if (answer instanceof DeleteTopicsResponseData deleted) {
            for (var topic : deleted.responses()) {
                if (topic.errorCode() == 0) {
                    await(topic.name(), partitions -> partitions == 0);
                }
            }
        }
        return answer;
    }

    /** Asks until the answer is none of an error, for a leader may need a moment. */
    void insist(ProduceRequest request) {
        for (int i = 0; i < 300; i++) {
            var produced = (ProduceResponseData) ask(request);
            var partition =
                    produced.responses().iterator().next().partitionResponses().get(0);
            if (partition.errorCode() == 0) {
                return;
            }
            pause(20);
        }
        throw new AssertionError("nothing can be produced to " + request);
    }

    /** Asks for the metadata of a topic that is not there, so that it is made, and waits until it is. */
    void imply(String topic) {
        ask(new MetadataRequest.Builder(List.of(topic), true).build((short) 12));
        await(topic, partitions -> partitions > 0);
    }

    private void await(String topic, IntPredicate holds) {
        for (int i = 0; i < 300; i++) {
            var shown = (DescribeTopicPartitionsResponseData) ask(
                    new DescribeTopicPartitionsRequest.Builder(new DescribeTopicPartitionsRequestData()
                                    .setTopics(List.of(new TopicRequest().setName(topic))))
                            .build((short) 0));
            if (holds.test(shown.topics().iterator().next().partitions().size())) {
                return;
            }
            pause(20);
        }
        throw new AssertionError(topic + " does not become what it was told to be");
    }

    /** Waits until a change of configuration has taken effect, as far as one can know. */
    void settle() {
        pause(settleMs);
    }

    private static void pause(int ms) {
        if (ms == 0) {
            return;
        }
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
