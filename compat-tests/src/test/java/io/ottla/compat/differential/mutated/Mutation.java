package io.ottla.compat.differential.mutated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ShortNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A request with one value changed.
 *
 * @param what names the value and what it has become
 */
record Mutation(String what, JsonNode request) {
    private static final long[] LONGS = {-2, -1, 0, 1, 2, 3, 5, 1000, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final int[] INTS = {-2, -1, 0, 1, 2, 3, 7, Integer.MAX_VALUE, Integer.MIN_VALUE};
    private static final short[] SHORTS = {-2, -1, 0, 1, 2, 3, 9, 127};
    private static final List<String> TEXTS = List.of("", "absent", "no/slash", "a.b", "0", "x".repeat(250), "\u00e4");
    private static final List<String> IDS = List.of("zero", "nobody's");

    /** Left as they are: how long to wait, what other questions spoil, what is told at great length. */
    private static final Set<String> KEPT = Set.of(
            "maxWaitMs",
            "minBytes",
            "timeoutMs",
            "sessionId",
            "sessionEpoch",
            "transactionalId",
            "allowAutoTopicCreation",
            "isolationLevel",
            "keyType",
            "configurationKeys");

    /** Arrays that are answered in their own shape. */
    private static final Set<String> SHAPED = Set.of("topicData", "partitionData");

    /** Where large numbers would take long, on either broker. */
    private static final Map<String, int[]> SMALL =
            Map.of("numPartitions", new int[] {-2, -1, 0, 1, 3}, "count", new int[] {-1, 0, 1, 3, 4});

    /** An object's field, or an array's element, that may change. */
    private record Spot(String path, JsonNode parent, String name, int index) {
        JsonNode value() {
            return parent instanceof ArrayNode ? parent.get(index) : parent.get(name);
        }

        void set(JsonNode value) {
            if (parent instanceof ArrayNode array) {
                array.set(index, value);
            } else if (parent instanceof ObjectNode object) {
                object.set(name, value);
            }
        }
    }

    static Mutation of(JsonNode sample, Random random) {
        JsonNode changed = sample.deepCopy();
        var spots = new ArrayList<Spot>();
        collect("", "", changed, spots);
        if (spots.isEmpty()) {
            return new Mutation("nothing", changed);
        }
        var spot = spots.get(random.nextInt(spots.size()));
        var value = other(spot.name, spot.value(), random);
        spot.set(value);
        var told = value.toString();
        return new Mutation(spot.path + " = " + (told.length() > 60 ? told.substring(0, 60) + "..." : told), changed);
    }

    private static void collect(String path, String name, JsonNode parent, List<Spot> spots) {
        if (parent instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (!KEPT.contains(field.getKey())) {
                    var inner = path + "." + field.getKey();
                    if (!SHAPED.contains(field.getKey())) {
                        spots.add(new Spot(inner, parent, field.getKey(), -1));
                    }
                    collect(inner, field.getKey(), field.getValue(), spots);
                }
            });
        } else if (parent instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                var inner = path + "[" + i + "]";
                if (array.get(i).isValueNode()) {
                    spots.add(new Spot(inner, parent, name, i));
                }
                collect(inner, name, array.get(i), spots);
            }
        }
    }

    private static JsonNode other(String name, JsonNode value, Random random) {
        if (value instanceof ArrayNode array) {
            return otherArray(array, random);
        }
        if (value instanceof LongNode) {
            return new LongNode(LONGS[random.nextInt(LONGS.length)]);
        }
        if (value instanceof IntNode) {
            var numbers = SMALL.getOrDefault(name, INTS);
            return new IntNode(numbers[random.nextInt(numbers.length)]);
        }
        if (value instanceof ShortNode) {
            return new ShortNode(SHORTS[random.nextInt(SHORTS.length)]);
        }
        if (value instanceof BinaryNode bytes) {
            return otherBytes(bytes, random);
        }
        if (value instanceof BooleanNode flag) {
            return BooleanNode.valueOf(!flag.booleanValue());
        }
        if (name.equals("topicId")) {
            return new TextNode(IDS.get(random.nextInt(IDS.size())));
        }
        int text = random.nextInt(TEXTS.size() + 1);
        return text == TEXTS.size() ? NullNode.getInstance() : new TextNode(TEXTS.get(text));
    }

    /** Empty, one byte shorter, or with one byte changed. */
    private static BinaryNode otherBytes(BinaryNode bytes, Random random) {
        byte[] whole = bytes.binaryValue();
        int how = random.nextInt(4);
        if (how == 0 || whole.length == 0) {
            return new BinaryNode(new byte[0]);
        }
        if (how == 1) {
            return new BinaryNode(Arrays.copyOf(whole, whole.length - 1));
        }
        byte[] changed = whole.clone();
        changed[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
        return new BinaryNode(changed);
    }

    /** Empty, null, without its first element, or with that twice. */
    private static JsonNode otherArray(ArrayNode array, Random random) {
        ArrayNode changed = array.deepCopy();
        int how = random.nextInt(4);
        if (how == 0 || changed.isEmpty()) {
            return how == 0 ? NullNode.getInstance() : changed.removeAll();
        }
        if (how == 1) {
            return changed.removeAll();
        }
        if (how == 2) {
            changed.remove(0);
            return changed;
        }
        return changed.add(changed.get(0).deepCopy());
    }
}
