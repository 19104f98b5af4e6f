package io.ottla.broker.quota;

import io.ottla.base.Clock;
import io.ottla.base.OwnedBy;
import io.ottla.replication.image.ImageDelta;
import io.ottla.replication.image.ImageFollower;
import io.ottla.replication.image.QuotaEntity;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The limits of users and client ids (KIP-13, KIP-124, KIP-599), and what was used of them. Written on the controller's loop, in
 * line with the committed image; {@link #account} may be called from any thread, and costs one read while there is no limit.
 *
 * <p>What was used is kept in concurrent maps, because the connections of one client live on several loops.
 */
@OwnedBy(OwnedBy.Owner.CONTROLLER_LOOP)
public final class ClientQuotas implements ImageFollower {
    /** Beyond so many the silent ones are forgotten: client ids are chosen by clients. */
    private static final int MANY = 10_000;

    private final Clock clock;
    private final Windows windows;
    private final Windows changeWindows;
    private final Map<Use, UsageRate> rates = new ConcurrentHashMap<>();
    private final Map<Use, TokenBucket> buckets = new ConcurrentHashMap<>();
    private volatile @Nullable Accounts accounts;

    /** Whose use of what is added up. */
    private record Use(
            QuotaKind kind, @Nullable String user, @Nullable String clientId) {}

    private record Client(String user, String clientId) {}

    /** @param changeWindows controller.quota.window.num and .size.seconds */
    public ClientQuotas(Clock clock, Windows windows, Windows changeWindows) {
        this.clock = clock;
        this.windows = windows;
        this.changeWindows = changeWindows;
    }

    /**
     * What binds requests of {@code user} as {@code clientId}; null while nothing binds anybody.
     *
     * @param clientId null counts as empty
     */
    public @Nullable Account account(String user, @Nullable String clientId) {
        var now = accounts;
        return now == null ? null : now.of(user, clientId == null ? "" : clientId);
    }

    @Override
    public void onImage(ImageDelta delta) {
        if (delta.quotasChanged()) {
            var next = new Accounts(delta.after().quotas());
            accounts = next.bindsNobody() ? null : next;
        }
    }

    /** The limits of one moment, and the accounts of clients that came since. */
    private final class Accounts {
        private final Map<QuotaKind, LimitTable> tables = new EnumMap<>(QuotaKind.class);
        private final Map<Client, Account> known = new ConcurrentHashMap<>();

        Accounts(Map<QuotaEntity, ? extends Map<String, Double>> quotas) {
            for (var kind : QuotaKind.values()) {
                var table = new LimitTable(kind, quotas);
                if (!table.isEmpty()) {
                    tables.put(kind, table);
                }
            }
        }

        boolean bindsNobody() {
            return tables.isEmpty();
        }

        Account of(String user, String clientId) {
            if (known.size() > MANY) {
                known.clear();
                forgetSilent();
            }
            return known.computeIfAbsent(new Client(user, clientId), this::open);
        }

        private Account open(Client client) {
            var account = new Account(clock, windows);
            tables.forEach((kind, table) -> {
                var limit = table.find(client.user(), client.clientId());
                if (limit != null) {
                    limit(account, limit, new Use(kind, limit.user(), limit.clientId()));
                }
            });
            return account;
        }

        private void limit(Account account, LimitTable.Limit limit, Use use) {
            if (use.kind() == QuotaKind.MUTATION) {
                var burstSeconds = changeWindows.count() * changeWindows.lengthMs() / 1000.0;
                account.limited(limit.bound(), buckets.computeIfAbsent(use, one -> new TokenBucket(burstSeconds)));
            } else {
                account.limited(use.kind(), limit.bound(), rates.computeIfAbsent(use, one -> new UsageRate(windows)));
            }
        }
    }

    private void forgetSilent() {
        long nowMs = clock.wallMs();
        rates.values().removeIf(rate -> rate.isForgotten(nowMs));
        if (buckets.size() > MANY) {
            buckets.clear();
        }
    }
}
