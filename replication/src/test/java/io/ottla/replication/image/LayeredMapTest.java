package io.ottla.replication.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.ottla.base.Seeds;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayeredMapTest {
    @Test
    void it_holds_what_a_plain_map_would_and_keeps_what_it_was() {
        Seeds.run(100, seed -> {
            var random = Seeds.random(seed);
            LayeredMap<Integer, String> map = LayeredMap.empty();
            Map<Integer, String> model = new HashMap<>();
            LayeredMap<Integer, String> kept = map;
            Map<Integer, String> keptModel = Map.of();
            for (int i = 0; i < 1000; i++) {
                int key = random.nextInt(300);
                switch (random.nextInt(20)) {
                    case 0, 1, 2, 3, 4, 5 -> {
                        map = map.minus(key);
                        model.remove(key);
                    }
                    case 6 -> {
                        Map<Integer, String> many = new HashMap<>();
                        for (int k = 0; k < random.nextInt(150); k++) {
                            many.put(random.nextInt(300), "many" + k);
                        }
                        map = map.plusAll(many);
                        model.putAll(many);
                    }
                    case 7 -> {
                        kept = map;
                        keptModel = Map.copyOf(model);
                    }
                    default -> {
                        map = map.plus(key, "v" + i);
                        model.put(key, "v" + i);
                    }
                }
                assertEquals(model.get(key), map.get(key));
                assertEquals(model.size(), map.size());
            }
            assertEquals(model, map);
            assertEquals(map, model);
            assertEquals(keptModel, kept);
            assertEquals(model.hashCode(), map.hashCode());
        });
    }

    @Test
    void what_is_not_there_is_not_there() {
        LayeredMap<String, String> map =
                LayeredMap.<String, String>empty().plus("a", "1").minus("a");
        assertNull(map.get("a"));
        assertEquals(Map.of(), map);
    }
}
