package io.ottla.compat.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData;
import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData.ScramCredentialDeletion;
import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData.ScramCredentialUpsertion;
import org.apache.kafka.common.message.CreateAclsRequestData;
import org.apache.kafka.common.message.CreateAclsRequestData.AclCreation;
import org.apache.kafka.common.message.DeleteAclsRequestData;
import org.apache.kafka.common.message.DeleteAclsRequestData.DeleteAclsFilter;
import org.apache.kafka.common.message.DescribeAclsRequestData;
import org.apache.kafka.common.message.DescribeUserScramCredentialsRequestData;
import org.apache.kafka.common.message.DescribeUserScramCredentialsRequestData.UserName;
import org.apache.kafka.common.requests.AbstractRequest;

/** Credentials, and access rules where there is no authorizer. */
final class SecurityCases {
    private static final int SHA_256 = 1;
    private static final int SHA_512 = 2;

    private SecurityCases() {}

    static List<Case> all() {
        var cases = new ArrayList<Case>();
        credentials(cases);
        badCredentials(cases);
        accessRules(cases);
        return cases;
    }

    private static void credentials(List<Case> cases) {
        cases.add(new Case("credentials of nobody", w -> w.ask(describe())));
        cases.add(new Case("credentials set, told and taken away", w -> {
            var set = w.ask(alter(List.of(), List.of(put("alice", SHA_256, 4096), put("bob", SHA_512, 16384))));
            w.ask(alter(List.of(), List.of(put("alice", SHA_512, 8192))));
            w.settle();
            var told = List.of(w.ask(describe()), w.ask(describe("alice")), w.ask(describe("bob", "carol", "alice")));
            var taken = w.ask(alter(List.of(away("alice", SHA_256), away("bob", SHA_512)), List.of()));
            w.settle();
            return List.of(set, told, taken, w.ask(describe()));
        }));
        cases.add(new Case("credentials set and taken away at once", w -> {
            var set = w.ask(alter(List.of(away("alice", SHA_512)), List.of(put("alice", SHA_256, 5000))));
            w.settle();
            return List.of(set, w.ask(describe()));
        }));
        cases.add(new Case("credentials of a user twice", w -> w.ask(describe("alice", "bob", "alice"))));
        cases.add(new Case("credentials of no name", w -> w.ask(describe(""))));
        cases.add(new Case("no credentials changed", w -> w.ask(alter(List.of(), List.of()))));
    }

    private static void badCredentials(List<Case> cases) {
        bad(cases, "too few iterations", List.of(), List.of(put("bad", SHA_256, 4095)));
        bad(cases, "too many iterations", List.of(), List.of(put("bad", SHA_256, 16385)));
        bad(cases, "an unknown mechanism", List.of(), List.of(put("bad", 3, 4096)));
        bad(cases, "no mechanism", List.of(), List.of(put("bad", 0, 4096)));
        bad(cases, "no name", List.of(), List.of(put("", SHA_256, 4096)));
        bad(cases, "no salt", List.of(), List.of(put("unsalted", SHA_256, 4096).setSalt(new byte[0])));
        bad(cases, "not there", List.of(away("bad", SHA_256)), List.of());
        bad(cases, "of an unknown mechanism away", List.of(away("bad", 9)), List.of());
        bad(cases, "of no name away", List.of(away("", SHA_256)), List.of());
        bad(cases, "twice away", List.of(away("alice", SHA_256), away("alice", SHA_256)), List.of());
        bad(cases, "set twice", List.of(), List.of(put("twice", SHA_256, 4096), put("twice", SHA_256, 4097)));
        bad(cases, "set and away", List.of(away("alice", SHA_256)), List.of(put("alice", SHA_256, 4097)));
        bad(cases, "two of a user", List.of(), List.of(put("two", SHA_256, 4096), put("two", SHA_512, 4096)));
        bad(cases, "good and bad of a user", List.of(), List.of(put("mixed", SHA_256, 4096), put("mixed", SHA_512, 1)));
        bad(cases, "bad and good of a user", List.of(), List.of(put("mixed", SHA_256, 1), put("mixed", SHA_512, 4096)));
        bad(cases, "good beside bad", List.of(away("nobody", SHA_256)), List.of(put("beside", SHA_256, 4096)));
    }

    private static void bad(
            List<Case> cases, String name, List<ScramCredentialDeletion> away, List<ScramCredentialUpsertion> put) {
        cases.add(new Case("bad credential: " + name, w -> {
            var answer = w.ask(alter(away, put));
            w.settle();
            return List.of(answer, w.ask(describe()));
        }));
    }

    private static ScramCredentialUpsertion put(String user, int mechanism, int iterations) {
        return new ScramCredentialUpsertion()
                .setName(user)
                .setMechanism((byte) mechanism)
                .setIterations(iterations)
                .setSalt("salt".getBytes(UTF_8))
                .setSaltedPassword("salted password".getBytes(UTF_8));
    }

    private static ScramCredentialDeletion away(String user, int mechanism) {
        return new ScramCredentialDeletion().setName(user).setMechanism((byte) mechanism);
    }

    private static AbstractRequest alter(List<ScramCredentialDeletion> away, List<ScramCredentialUpsertion> put) {
        return Raw.of(
                new AlterUserScramCredentialsRequestData().setDeletions(away).setUpsertions(put), 0);
    }

    private static AbstractRequest describe(String... users) {
        var names = new ArrayList<UserName>();
        for (var user : users) {
            names.add(new UserName().setName(user));
        }
        return Raw.of(new DescribeUserScramCredentialsRequestData().setUsers(names), 0);
    }

    private static void accessRules(List<Case> cases) {
        for (int version = 1; version <= 3; version++) {
            int v = version;
            cases.add(new Case(
                    "access rules v" + v,
                    w -> List.of(
                            w.ask(Raw.of(
                                    new DescribeAclsRequestData()
                                            .setResourceTypeFilter((byte) 1)
                                            .setPatternTypeFilter((byte) 1)
                                            .setOperation((byte) 1)
                                            .setPermissionType((byte) 1),
                                    v)),
                            w.ask(Raw.of(new CreateAclsRequestData().setCreations(List.of(rule(2), rule(3))), v)),
                            w.ask(Raw.of(
                                    new DeleteAclsRequestData()
                                            .setFilters(List.of(new DeleteAclsFilter()
                                                    .setResourceTypeFilter((byte) 1)
                                                    .setPatternTypeFilter((byte) 1)
                                                    .setOperation((byte) 1)
                                                    .setPermissionType((byte) 1))),
                                    v)))));
        }
    }

    private static AclCreation rule(int resourceType) {
        return new AclCreation()
                .setResourceType((byte) resourceType)
                .setResourceName("any")
                .setResourcePatternType((byte) 3)
                .setPrincipal("User:any")
                .setHost("*")
                .setOperation((byte) 3)
                .setPermissionType((byte) 3);
    }
}
