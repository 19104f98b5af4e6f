package io.ottla.compat.differential.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.message.ApiMessageType;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;
import org.jspecify.annotations.Nullable;

/** Replies as trees of named values, by kafka-clients' own converters; the batches of a Fetch are told one by one. */
final class Trees {
    private static final Peer NOBODY = new Peer("localhost:1");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Trees() {}

    static JsonNode of(ApiMessage message, int version) {
        var tree = write(message, version, false);
        if (message instanceof FetchResponseData fetch) {
            tellBatches(fetch, tree);
        }
        return tree;
    }

    /** With all its bytes, so that it can become a request again. */
    static JsonNode ofRequest(ApiMessage request, int version) {
        var tree = write(request, version, true);
        if (request instanceof ProduceRequestData produce) {
            keepRecords(produce, tree);
        }
        return tree;
    }

    /** The converters leave records out. */
    private static void keepRecords(ProduceRequestData produce, JsonNode tree) {
        int t = 0;
        for (var topic : produce.topicData()) {
            for (int p = 0; p < topic.partitionData().size(); p++) {
                if (topic.partitionData().get(p).records() instanceof MemoryRecords records) {
                    var bytes = new byte[records.sizeInBytes()];
                    records.buffer().get(bytes);
                    var at = tree.get("topicData").get(t).get("partitionData").get(p);
                    ((ObjectNode) at).set("records", NODES.binaryNode(bytes));
                }
            }
            t++;
        }
    }

    static ApiMessage toRequest(JsonNode tree, ApiKeys api, int version) {
        try {
            var type = ApiMessageType.fromApiKey(api.id).newRequest().getClass();
            var read = Class.forName(type.getName() + "JsonConverter").getMethod("read", JsonNode.class, short.class);
            return (ApiMessage) read.invoke(null, tree, (short) version);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("no " + api + " v" + version + ": " + tree, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no converter of " + api, e);
        }
    }

    /** Ids may stand in it by name. */
    static boolean canBeRequest(JsonNode tree, ApiKeys api, int version) {
        try {
            var request = Samples.toRequest(tree, api, version, NOBODY);
            Peer.encoded(request, version);
            return true;
        } catch (RuntimeException refused) {
            return false;
        }
    }

    private static JsonNode write(ApiMessage message, int version, boolean withRecords) {
        try {
            var converter = Class.forName(message.getClass().getName() + "JsonConverter");
            var write = converter.getMethod("write", message.getClass(), short.class, boolean.class);
            return (JsonNode) write.invoke(null, message, (short) version, withRecords);
        } catch (InvocationTargetException e) {
            throw new AssertionError("not of version " + version + ": " + message, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no converter of " + message.getClass(), e);
        }
    }

    private static void tellBatches(FetchResponseData fetch, JsonNode tree) {
        for (int t = 0; t < fetch.responses().size(); t++) {
            var partitions = fetch.responses().get(t).partitions();
            for (int p = 0; p < partitions.size(); p++) {
                if (partitions.get(p).records() instanceof MemoryRecords records) {
                    var at = tree.get("responses").get(t).get("partitions").get(p);
                    ((ObjectNode) at).set("records", batches(records));
                }
            }
        }
    }

    private static ArrayNode batches(MemoryRecords records) {
        var all = NODES.arrayNode();
        int told = 0;
        for (var batch : records.batches()) {
            all.add(batch(batch));
            told += batch.sizeInBytes();
        }
        if (records.sizeInBytes() > told) {
            all.add("and " + (records.sizeInBytes() - told) + " bytes of a batch that is cut");
        }
        return all;
    }

    private static ObjectNode batch(MutableRecordBatch batch) {
        var node = NODES.objectNode();
        node.put("baseOffset", batch.baseOffset());
        node.put("lastOffset", batch.lastOffset());
        node.put("leaderEpoch", batch.partitionLeaderEpoch());
        node.put("magic", batch.magic());
        node.put("valid", batch.isValid());
        node.put("compression", batch.compressionType().name);
        node.put("timestampType", batch.timestampType().name);
        node.put("maxTimestamp", batch.maxTimestamp());
        node.put("producerId", batch.producerId());
        node.put("producerEpoch", batch.producerEpoch());
        node.put("baseSequence", batch.baseSequence());
        node.put("transactional", batch.isTransactional());
        node.put("control", batch.isControlBatch());
        var told = node.putArray("records");
        for (var one : batch) {
            told.add(record(one));
        }
        return node;
    }

    private static String record(Record record) {
        return record.offset() + "@" + record.timestamp() + " " + bytes(record.key()) + "=" + bytes(record.value())
                + " " + Arrays.toString(record.headers());
    }

    private static String bytes(@Nullable ByteBuffer buffer) {
        return buffer == null ? "null" : buffer.remaining() + "#" + buffer.hashCode();
    }
}
