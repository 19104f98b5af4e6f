package io.ottla.compat.differential.security;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import java.util.Arrays;
import org.apache.kafka.common.message.DescribeUserScramCredentialsRequestData;
import org.apache.kafka.common.message.DescribeUserScramCredentialsRequestData.UserName;
import org.apache.kafka.common.protocol.ApiKeys;

/** Who has credentials. */
final class DescribeScramQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.DESCRIBE_USER_SCRAM_CREDENTIALS;
    }

    @Override
    public void ask(Asking on) {
        on.ask("all", peer -> new DescribeUserScramCredentialsRequestData().setUsers(null));
        ask(on, "some", "anna", "nobody");
        ask(on, "one twice", "anna", "anna");
        ask(on, "one without name", "");
        ask(on, "nobody");
    }

    private static void ask(Asking on, String what, String... users) {
        on.ask(
                what,
                peer -> new DescribeUserScramCredentialsRequestData()
                        .setUsers(Arrays.stream(users)
                                .map(user -> new UserName().setName(user))
                                .toList()));
    }
}
