package io.ottla.compat.differential.security;

import io.ottla.compat.differential.ask.Asking;
import io.ottla.compat.differential.ask.Questions;
import java.util.List;
import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData;
import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData.ScramCredentialDeletion;
import org.apache.kafka.common.message.AlterUserScramCredentialsRequestData.ScramCredentialUpsertion;
import org.apache.kafka.common.protocol.ApiKeys;

/** Credentials given and taken away. */
final class AlterScramQuestions implements Questions {
    @Override
    public ApiKeys api() {
        return ApiKeys.ALTER_USER_SCRAM_CREDENTIALS;
    }

    @Override
    public void ask(Asking on) {
        give(on, "credentials", gift("anna", 1, 4096));
        give(on, "others of the same", gift("anna", 2, 8192));
        give(on, "too few iterations", gift("bert", 1, 4095));
        give(on, "too many iterations", gift("bert", 1, 16385));
        give(on, "of no mechanism", gift("bert", 0, 4096));
        give(on, "of an unknown mechanism", gift("bert", 9, 4096));
        give(on, "to nobody", gift("", 1, 4096));
        give(on, "twice", gift("bert", 1, 4096), gift("bert", 1, 4096));
        on.askUnsampled(
                "an empty password",
                peer -> new AlterUserScramCredentialsRequestData()
                        .setUpsertions(List.of(gift("bert", 1, 4096).setSaltedPassword(new byte[0]))));
        give(on, "an empty salt", gift("carl", 1, 4096).setSalt(new byte[0]));
        on.ask(
                "given and taken at once",
                peer -> new AlterUserScramCredentialsRequestData()
                        .setDeletions(List.of(deletion("anna", 1)))
                        .setUpsertions(List.of(gift("anna", 1, 4096))));
        on.ask("nothing", peer -> new AlterUserScramCredentialsRequestData());
        take(on, "taken", "anna", 2);
        take(on, "taken that are not there", "nobody", 1);
        take(on, "taken of no mechanism", "anna", 0);
    }

    private static void give(Asking on, String what, ScramCredentialUpsertion... gifts) {
        on.ask(what, peer -> new AlterUserScramCredentialsRequestData().setUpsertions(List.of(gifts)));
    }

    private static void take(Asking on, String what, String user, int mechanism) {
        on.ask(
                what,
                peer -> new AlterUserScramCredentialsRequestData().setDeletions(List.of(deletion(user, mechanism))));
    }

    private static ScramCredentialDeletion deletion(String user, int mechanism) {
        return new ScramCredentialDeletion().setName(user).setMechanism((byte) mechanism);
    }

    private static ScramCredentialUpsertion gift(String user, int mechanism, int iterations) {
        return new ScramCredentialUpsertion()
                .setName(user)
                .setMechanism((byte) mechanism)
                .setIterations(iterations)
                .setSalt(new byte[] {1, 2, 3})
                .setSaltedPassword(new byte[32]);
    }
}
