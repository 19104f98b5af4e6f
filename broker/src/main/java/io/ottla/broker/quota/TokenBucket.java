package io.ottla.broker.quota;

/**
 * A bucket that fills at a rate up to a burst, and from which more may be taken than is in it; then one has to wait (KIP-599). Shared
 * by loops; hence the lock, which is only taken where there is a limit.
 */
final class TokenBucket {
    private final double burstSeconds;
    private double tokens;
    private long filledAtMs;
    private boolean isNew = true;

    /** @param burstSeconds of filling the bucket holds */
    TokenBucket(double burstSeconds) {
        this.burstSeconds = burstSeconds;
    }

    /** Milliseconds until something may be taken again; 0 if it may now. */
    synchronized long waitMs(double rate, long nowMs) {
        fill(rate, nowMs);
        return tokens >= 0 ? 0 : Math.round(-tokens / rate * 1000);
    }

    /** Takes {@code amount}, or gives it back if it is negative. */
    synchronized void take(double amount, double rate, long nowMs) {
        fill(rate, nowMs);
        tokens = Math.min(rate * burstSeconds, tokens - amount);
    }

    private void fill(double rate, long nowMs) {
        double burst = rate * burstSeconds;
        tokens = isNew ? burst : Math.min(burst, tokens + rate * Math.max(0, nowMs - filledAtMs) / 1000.0);
        filledAtMs = nowMs;
        isNew = false;
    }
}
