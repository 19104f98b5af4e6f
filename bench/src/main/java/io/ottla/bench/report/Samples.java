package io.ottla.bench.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that was measured in a run, by figure and broker. One thread. */
public final class Samples {

    private final Map<Figure, Map<String, List<Double>>> byFigure = new EnumMap<>(Figure.class);
    private final Map<String, List<Double>> neighbours = new HashMap<>();

    public void add(Figure figure, String broker, double value) {
        byFigure.computeIfAbsent(figure, f -> new HashMap<>())
                .computeIfAbsent(broker, b -> new ArrayList<>())
                .add(value);
    }

    /** Notes what others used of the machine during a window of a case (0 to 1). */
    public void addNeighbours(String room, double share) {
        neighbours.computeIfAbsent(room, r -> new ArrayList<>()).add(share);
    }

    public List<Double> of(Figure figure, String broker) {
        return byFigure.getOrDefault(figure, Map.of()).getOrDefault(broker, List.of());
    }

    public Optional<Summary> summary(Figure figure, String broker) {
        List<Double> samples = of(figure, broker);
        return samples.isEmpty() ? Optional.empty() : Optional.of(Summary.of(samples));
    }

    /** Ottla's median divided by Apache Kafka's. */
    public Optional<Double> ratio(Figure figure) {
        Optional<Summary> kafka = summary(figure, "kafka");
        Optional<Summary> ottla = summary(figure, "ottla");
        if (kafka.isEmpty() || ottla.isEmpty() || kafka.get().median() == 0) return Optional.empty();
        return Optional.of(ottla.get().median() / kafka.get().median());
    }

    public List<Figure> measured() {
        return List.copyOf(byFigure.keySet());
    }

    public Optional<Summary> neighbours(String room) {
        List<Double> shares = neighbours.getOrDefault(room, List.of());
        return shares.isEmpty() ? Optional.empty() : Optional.of(Summary.of(shares));
    }
}
