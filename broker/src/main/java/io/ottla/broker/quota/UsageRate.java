package io.ottla.broker.quota;

/**
 * How much was used per second lately, measured as Apache Kafka does: over the last windows, and over all but one of them at least,
 * however short it is since the beginning. So a client that was silent may use a burst at once.
 *
 * <p>Shared by the loops of all connections of a client; hence the lock, which is only taken where there is a limit.
 */
final class UsageRate {
    private final Windows windows;
    private final double[] amounts;
    /** The window an amount belongs to, counted from the epoch. */
    private final long[] numbers;

    UsageRate(Windows windows) {
        this.windows = windows;
        amounts = new double[windows.count()];
        numbers = new long[windows.count()];
    }

    /**
     * Notes a use.
     *
     * @param bound what may be used per second
     * @return milliseconds until the rate is within the bound if nothing more is used; 0 if it is
     */
    synchronized long use(double amount, double bound, long nowMs) {
        add(amount, nowMs);
        long elapsedMs = elapsedMs(nowMs);
        double rate = total(nowMs) * 1000 / elapsedMs;
        return rate <= bound ? 0 : Math.round((rate - bound) / bound * elapsedMs);
    }

    /** That was not used after all. */
    synchronized void giveBack(double amount, long nowMs) {
        add(-amount, nowMs);
    }

    private void add(double amount, long nowMs) {
        long number = nowMs / windows.lengthMs();
        int place = (int) (number % amounts.length);
        if (numbers[place] != number) {
            numbers[place] = number;
            amounts[place] = 0;
        }
        amounts[place] += amount;
    }

    private boolean isLive(int place, long nowMs) {
        return numbers[place] > nowMs / windows.lengthMs() - amounts.length;
    }

    private double total(long nowMs) {
        double total = 0;
        for (int i = 0; i < amounts.length; i++) {
            total += isLive(i, nowMs) ? amounts[i] : 0;
        }
        return total;
    }

    private long elapsedMs(long nowMs) {
        long oldest = nowMs / windows.lengthMs();
        for (int i = 0; i < amounts.length; i++) {
            oldest = isLive(i, nowMs) ? Math.min(oldest, numbers[i]) : oldest;
        }
        long elapsedMs = nowMs - oldest * windows.lengthMs();
        long missing = Math.max(0, windows.count() - 1 - elapsedMs / windows.lengthMs());
        return Math.max(1, elapsedMs + missing * windows.lengthMs());
    }

    /** Was nothing used for so long that nobody would miss it? */
    synchronized boolean isForgotten(long nowMs) {
        for (int i = 0; i < amounts.length; i++) {
            if (isLive(i, nowMs)) {
                return false;
            }
        }
        return true;
    }
}
