package io.ottla.broker.handler.security;

import io.ottla.broker.handler.Handler;
import io.ottla.broker.handler.RequestContext;
import io.ottla.replication.image.CommittedImage;
import io.ottla.wire.ErrorCode;
import io.ottla.wire.message.security.DescribeUserScramCredentials.Credential;
import io.ottla.wire.message.security.DescribeUserScramCredentials.Request;
import io.ottla.wire.message.security.DescribeUserScramCredentials.Response;
import io.ottla.wire.message.security.DescribeUserScramCredentials.User;
import io.ottla.wire.message.security.DescribeUserScramCredentials.UserResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells which users have which SCRAM credentials, and nothing of the credentials but how often they are iterated (KIP-554). */
public final class DescribeUserScramCredentialsHandler implements Handler<Request, Response> {
    private final CommittedImage image;

    public DescribeUserScramCredentialsHandler(CommittedImage image) {
        this.image = image;
    }

    @Override
    public void handle(Request request, RequestContext<Response> context) {
        var known = known();
        var users = request.users();
        var results = new ArrayList<UserResult>();
        if (users == null || users.isEmpty()) {
            known.forEach((user, credentials) -> results.add(found(user, credentials)));
        } else {
            Map<String, Integer> times = new HashMap<>();
            users.forEach(user -> times.merge(user.name(), 1, Integer::sum));
            for (var user : new LinkedHashSet<>(users.stream().map(User::name).toList())) {
                results.add(result(user, times.getOrDefault(user, 0), known));
            }
        }
        context.reply(new Response(0, ErrorCode.NONE.code(), null, results));
    }

    private Map<String, List<Credential>> known() {
        Map<String, List<Credential>> known = new TreeMap<>();
        image.current()
                .scram()
                .forEach((key, credential) -> known.computeIfAbsent(key.user(), user -> new ArrayList<>())
                        .add(new Credential(key.mechanism(), credential.iterations())));
        known.values().forEach(each -> each.sort(Comparator.comparing(Credential::mechanism)));
        return known;
    }

    private static UserResult result(String user, int times, Map<String, List<Credential>> known) {
        if (times > 1) {
            return refused(user, ErrorCode.DUPLICATE_RESOURCE, "The request names this user more than once");
        }
        var credentials = known.get(user);
        return credentials == null
                ? refused(user, ErrorCode.RESOURCE_NOT_FOUND, "This user has no credentials")
                : found(user, credentials);
    }

    private static UserResult found(String user, List<Credential> credentials) {
        return new UserResult(user, ErrorCode.NONE.code(), null, credentials);
    }

    private static UserResult refused(String user, ErrorCode error, String message) {
        return new UserResult(user, error.code(), message, List.of());
    }

    @Override
    public Response refusal(Request request, int version, ErrorCode error) {
        return new Response(0, error.code(), error.message(), List.of());
    }
}
