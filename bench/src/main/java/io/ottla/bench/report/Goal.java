package io.ottla.bench.report;

import com.google.errorprone.annotations.Immutable;
import java.util.Locale;

/**
 * What Ottla's figure divided by Apache Kafka's is to be.
 *
 * @param ratio the bound; 0 where there is no goal
 * @param upper whether the quotient is to stay at or below it
 */
@Immutable
public record Goal(double ratio, boolean upper) {

    public static final Goal NONE = new Goal(0, true);

    static Goal atMost(double ratio) {
        return new Goal(ratio, true);
    }

    static Goal atLeast(double ratio) {
        return new Goal(ratio, false);
    }

    public boolean exists() {
        return ratio > 0;
    }

    public boolean reachedBy(double quotient) {
        return upper ? quotient <= ratio : quotient >= ratio;
    }

    @Override
    public String toString() {
        return exists() ? String.format(Locale.ROOT, "%s %sx", upper ? "<=" : ">=", ratio) : "";
    }
}
