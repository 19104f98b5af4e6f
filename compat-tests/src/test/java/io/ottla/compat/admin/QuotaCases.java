package io.ottla.compat.admin;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.AlterClientQuotasRequestData;
import org.apache.kafka.common.message.AlterClientQuotasRequestData.EntityData;
import org.apache.kafka.common.message.AlterClientQuotasRequestData.EntryData;
import org.apache.kafka.common.message.AlterClientQuotasRequestData.OpData;
import org.apache.kafka.common.message.DescribeClientQuotasRequestData;
import org.apache.kafka.common.message.DescribeClientQuotasRequestData.ComponentData;
import org.apache.kafka.common.requests.AbstractRequest;
import org.jspecify.annotations.Nullable;

/** Limits of clients: what may be set, and who is told of when asked how. They are so high that they limit nothing here. */
final class QuotaCases {
    private static final String PRODUCE = "producer_byte_rate";
    private static final String FETCH = "consumer_byte_rate";
    private static final String REQUESTS = "request_percentage";
    private static final String CHANGES = "controller_mutation_rate";
    private static final String CONNECTIONS = "connection_creation_rate";
    private static final double MUCH = 1e9;

    private QuotaCases() {}

    static List<Case> all() {
        var cases = new ArrayList<Case>();
        good(cases);
        bad(cases);
        filters(cases);
        return cases;
    }

    private static void good(List<Case> cases) {
        for (int version = 0; version <= 1; version++) {
            int v = version;
            cases.add(new Case("quota of a user v" + v, w -> {
                var set = w.ask(alter(
                        v, false, entry(List.of(part("user", "u" + v)), set(PRODUCE, MUCH), set(FETCH, MUCH))));
                w.settle();
                return List.of(set, w.ask(describe(v, false, exactly("user", "u" + v))));
            }));
        }
        cases.add(new Case("quotas of all kinds", w -> {
            var set = w.ask(alter(
                    1,
                    false,
                    entry(
                            List.of(part("client-id", "all")),
                            set(PRODUCE, MUCH),
                            set(FETCH, MUCH),
                            set(REQUESTS, 1234.5),
                            set(CHANGES, 1234.5)),
                    entry(List.of(part("user", "all"), part("client-id", null)), set(PRODUCE, MUCH)),
                    entry(List.of(part("client-id", "x"), part("user", null)), set(PRODUCE, MUCH)),
                    entry(List.of(part("ip", "10.1.2.3")), set(CONNECTIONS, 1e6))));
            w.settle();
            return List.of(
                    set,
                    w.ask(describe(1, false, exactly("client-id", "all"))),
                    w.ask(describe(1, false, exactly("user", "all"))),
                    w.ask(describe(1, false, byDefault("user"))),
                    w.ask(describe(1, false, any("ip"))));
        }));
        cases.add(new Case("quota changed and lifted", w -> {
            var who = List.of(part("user", "changing"));
            w.ask(alter(1, false, entry(who, set(PRODUCE, MUCH), set(FETCH, MUCH))));
            w.ask(alter(1, false, entry(who, set(PRODUCE, 2 * MUCH), lift(FETCH))));
            w.settle();
            var changed = w.ask(describe(1, false, exactly("user", "changing")));
            var lifted = w.ask(alter(1, false, entry(who, lift(PRODUCE))));
            w.settle();
            return List.of(changed, lifted, w.ask(describe(1, false, exactly("user", "changing"))));
        }));
        cases.add(new Case("quota only tried", w -> {
            var tried = w.ask(alter(1, true, entry(List.of(part("user", "tried")), set(PRODUCE, MUCH))));
            w.settle();
            return List.of(tried, w.ask(describe(1, false, exactly("user", "tried"))));
        }));
        cases.add(new Case(
                "quota lifted that was not there",
                w -> w.ask(alter(1, false, entry(List.of(part("user", "nobody")), lift(PRODUCE))))));
        cases.add(new Case(
                "quota without operations", w -> w.ask(alter(1, false, entry(List.of(part("user", "none")))))));
        cases.add(new Case("no quotas", w -> w.ask(alter(1, false))));
    }

    private static void bad(List<Case> cases) {
        var user = List.of(part("user", "bad"));
        var address = List.of(part("ip", "10.0.0.1"));
        bad(cases, "no entity", entry(List.of(), set(PRODUCE, MUCH)));
        bad(cases, "unknown kind of entity", entry(List.of(part("host", "x")), set(PRODUCE, MUCH)));
        bad(cases, "entity of no kind", entry(List.of(part("", "x")), set(PRODUCE, MUCH)));
        bad(cases, "empty name", entry(List.of(part("user", "")), set(PRODUCE, MUCH)));
        bad(cases, "empty address", entry(List.of(part("ip", "")), set(CONNECTIONS, 5)));
        bad(cases, "unknown key", entry(user, set("bytes", MUCH)));
        bad(cases, "unknown key lifted", entry(user, lift("bytes")));
        bad(cases, "zero", entry(user, set(PRODUCE, 0)));
        bad(cases, "negative", entry(user, set(FETCH, -1)));
        bad(cases, "a part of a byte", entry(user, set(PRODUCE, 1000.5)));
        bad(cases, "nearly a byte", entry(user, set(PRODUCE, 1000.0000001)));
        cases.add(new Case(
                "bad quota: no number, only tried",
                w -> w.ask(alter(1, true, entry(user, set(REQUESTS, Double.NaN))))));
        bad(cases, "without end", entry(user, set(PRODUCE, Double.POSITIVE_INFINITY)));
        bad(cases, "part of a connection", entry(address, set(CONNECTIONS, 1.5)));
        bad(cases, "too many connections", entry(address, set(CONNECTIONS, 3e9)));
        bad(cases, "bytes of an address", entry(address, set(PRODUCE, MUCH)));
        bad(cases, "connections of a user", entry(user, set(CONNECTIONS, 5)));
        bad(cases, "address and user", entry(List.of(part("ip", "10.0.0.1"), part("user", "u")), set(CONNECTIONS, 5)));
        bad(cases, "no address", entry(List.of(part("ip", "not an address")), set(CONNECTIONS, 5)));
        bad(cases, "kind twice", entry(List.of(part("user", "a"), part("user", "b")), set(PRODUCE, MUCH)));
        bad(cases, "key twice", entry(user, set(PRODUCE, MUCH), set(PRODUCE, MUCH)));
        bad(cases, "one good and one bad", entry(user, set(PRODUCE, MUCH), set("bytes", MUCH)));
        bad(cases, "entity twice", entry(user, set(PRODUCE, MUCH)), entry(user, set(FETCH, MUCH)));
        bad(
                cases,
                "good beside bad",
                entry(List.of(part("user", "good-beside")), set(PRODUCE, MUCH)),
                entry(user, set(PRODUCE, -5)));
    }

    private static void bad(List<Case> cases, String name, EntryData... entries) {
        cases.add(new Case("bad quota: " + name, w -> {
            var answer = w.ask(alter(1, false, entries));
            w.settle();
            return List.of(answer, w.ask(describe(1, false, exactly("user", "bad"))));
        }));
    }

    private static void filters(List<Case> cases) {
        filter(cases, "a user", describe(1, false, exactly("user", "u0")));
        filter(cases, "a user alone", describe(1, true, exactly("user", "all")));
        filter(cases, "users", describe(1, true, any("user")));
        filter(cases, "clients of users", describe(1, true, any("user"), any("client-id")));
        filter(cases, "default client of a user", describe(1, true, exactly("user", "all"), byDefault("client-id")));
        filter(cases, "everything", describe(1, false));
        filter(cases, "nothing", describe(1, true));
        filter(cases, "an unknown user", describe(1, false, exactly("user", "who")));
        filter(cases, "kind twice", describe(1, false, exactly("user", "a"), exactly("user", "b")));
        filter(cases, "an unknown kind", describe(1, false, exactly("host", "a")));
        filter(cases, "no kind", describe(1, false, exactly("", "a")));
        filter(cases, "an unknown way", describe(1, false, component("user", 7, null)));
        filter(cases, "exactly nothing", describe(1, false, component("user", 0, null)));
        filter(cases, "a default with a name", describe(1, false, component("user", 1, "x")));
        filter(cases, "any with a name", describe(1, false, component("user", 2, "x")));
        filter(cases, "address and user", describe(1, false, any("ip"), any("user")));
    }

    private static void filter(List<Case> cases, String name, AbstractRequest request) {
        cases.add(new Case("quotas of: " + name, w -> w.ask(request)));
    }

    private static EntityData part(String type, @Nullable String name) {
        return new EntityData().setEntityType(type).setEntityName(name);
    }

    private static EntryData entry(List<EntityData> entity, OpData... ops) {
        return new EntryData().setEntity(entity).setOps(List.of(ops));
    }

    private static OpData set(String key, double value) {
        return new OpData().setKey(key).setValue(value);
    }

    private static OpData lift(String key) {
        return new OpData().setKey(key).setRemove(true);
    }

    private static ComponentData exactly(String type, String name) {
        return component(type, 0, name);
    }

    private static ComponentData byDefault(String type) {
        return component(type, 1, null);
    }

    private static ComponentData any(String type) {
        return component(type, 2, null);
    }

    private static ComponentData component(String type, int way, @Nullable String name) {
        return new ComponentData().setEntityType(type).setMatchType((byte) way).setMatch(name);
    }

    private static AbstractRequest alter(int version, boolean dry, EntryData... entries) {
        return Raw.of(
                new AlterClientQuotasRequestData().setEntries(List.of(entries)).setValidateOnly(dry), version);
    }

    private static AbstractRequest describe(int version, boolean strict, ComponentData... components) {
        return Raw.of(
                new DescribeClientQuotasRequestData()
                        .setComponents(List.of(components))
                        .setStrict(strict),
                version);
    }
}
