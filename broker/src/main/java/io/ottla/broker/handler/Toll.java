package io.ottla.broker.handler;

import io.ottla.broker.quota.Account;
import io.ottla.broker.quota.QuotaKind;

/**
 * What one request of a limited client uses, and for how long the client is held up after its answer (KIP-219). Its time is what the
 * handler takes on the loop of the connection. Belongs to whoever works on the request at the moment.
 */
final class Toll {
    private static final long UNDER_WAY = -1;

    private final Account account;
    private final long startNanos;
    /** Written on the connection's loop; read by whoever answers. */
    private volatile long spentNanos = UNDER_WAY;

    private boolean isTimePaid;
    private long waitMs;

    Toll(Account account) {
        this.account = account;
        startNanos = account.isTimed() ? System.nanoTime() : 0;
    }

    Account account() {
        return account;
    }

    /** The handler has returned; the answer may come later. */
    void handled() {
        if (account.isTimed()) {
            spentNanos = System.nanoTime() - startNanos;
        }
    }

    void use(QuotaKind kind, double amount) {
        waitFor(account.use(kind, amount));
    }

    void waitFor(long ms) {
        waitMs = Math.max(waitMs, ms);
    }

    /** Milliseconds for all that was used, the time among it. */
    int pay() {
        if (!isTimePaid && account.isTimed()) {
            isTimePaid = true;
            var spent = spentNanos;
            waitFor(account.useNanos(spent == UNDER_WAY ? System.nanoTime() - startNanos : spent));
        }
        return (int) Math.min(Integer.MAX_VALUE, waitMs);
    }
}
