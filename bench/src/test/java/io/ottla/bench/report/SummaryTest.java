package io.ottla.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SummaryTest {

    @Test
    void the_median_is_the_middle_sample_or_the_mean_of_the_middle_two() {
        assertEquals(new Summary(2, 1, 9, 3), Summary.of(List.of(9.0, 1.0, 2.0)));
        assertEquals(new Summary(2.5, 1, 9, 4), Summary.of(List.of(9.0, 1.0, 2.0, 3.0)));
        assertThrows(IllegalArgumentException.class, () -> Summary.of(List.of()));
    }

    @Test
    void a_ratio_divides_the_medians_and_is_held_against_the_goal() {
        Samples samples = new Samples();
        for (double kafka : new double[] {20, 30, 10}) samples.add(Figure.DEPTH_1_CPU, "kafka", kafka);
        samples.add(Figure.DEPTH_1_CPU, "ottla", 8);
        assertEquals(0.4, samples.ratio(Figure.DEPTH_1_CPU).orElseThrow());
        assertTrue(Figure.DEPTH_1_CPU.goal().reachedBy(0.4));
        assertFalse(Figure.FLUSH_RATE.goal().reachedBy(3.9));
        assertTrue(samples.ratio(Figure.FLUSH_RATE).isEmpty());
    }

    @Test
    void the_report_shows_every_figure_that_was_measured() {
        Samples samples = new Samples();
        samples.add(Figure.IDLE_RESIDENT, "kafka", 400);
        samples.add(Figure.IDLE_RESIDENT, "ottla", 120);
        Report report = new Report(samples, "here");
        assertTrue(report.markdown().contains("0.30x | <= 0.25x | **no**"), report.markdown());
        assertTrue(
                report.json().contains("\"kafka\": [400.0000], \"ottla\": [120.0000], \"ratio\": 0.3000"),
                report.json());
    }
}
