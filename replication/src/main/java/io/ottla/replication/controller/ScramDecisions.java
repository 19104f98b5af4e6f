package io.ottla.replication.controller;

import io.ottla.replication.change.MetadataChange;
import io.ottla.replication.change.SecurityChange;
import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.Refusal;
import io.ottla.replication.controller.request.ScramWish;
import io.ottla.replication.image.ClusterImage;
import io.ottla.replication.image.ScramCredential;
import io.ottla.wire.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Which users may log in with which password (KIP-554). Kept are keys from which no password can be found (RFC 5802). Pure. */
final class ScramDecisions {
    private static final int FEWEST_ITERATIONS = 4096;
    private static final int MOST_ITERATIONS = 16384;

    /** Names of algorithms by mechanism: 1 and 2. */
    private static final List<String> MECHANISMS = List.of("", "256", "512");

    /**
     * AlterUserScramCredentials: one answer for each user. A user is named once: as Apache Kafka has it, two mechanisms of one user take
     * two requests.
     */
    Decision<Map<String, Outcome>> alter(State state, List<ScramWish> wishes) {
        Map<String, Outcome> replies = new LinkedHashMap<>();
        Map<String, MetadataChange> changes = new LinkedHashMap<>();
        for (ScramWish wish : wishes) {
            if (!replies.getOrDefault(wish.user(), Outcome.DONE).isDone()) {
                continue;
            }
            try {
                if (changes.remove(wish.user()) != null) {
                    throw new Refusal(ErrorCode.DUPLICATE_RESOURCE, "The request names this user more than once");
                }
                changes.put(wish.user(), change(state.image(), wish));
                replies.put(wish.user(), Outcome.DONE);
            } catch (Refusal refusal) {
                replies.put(wish.user(), refusal.outcome());
            }
        }
        return new Decision<>(new ArrayList<>(changes.values()), replies);
    }

    private static MetadataChange change(ClusterImage image, ScramWish wish) throws Refusal {
        var key = new ScramCredential.Key(wish.user(), wish.mechanism());
        if (wish.user().isEmpty()) {
            throw new Refusal(ErrorCode.UNACCEPTABLE_CREDENTIAL, "A user has a name");
        }
        if (wish.mechanism() <= 0 || wish.mechanism() >= MECHANISMS.size()) {
            throw new Refusal(ErrorCode.UNSUPPORTED_SASL_MECHANISM, "There is no SCRAM mechanism " + wish.mechanism());
        }
        ScramWish.Password password = wish.password();
        if (password != null) {
            return new SecurityChange.ScramSet(key, credential(MECHANISMS.get(wish.mechanism()), password));
        }
        if (!image.scram().containsKey(key)) {
            throw new Refusal(ErrorCode.RESOURCE_NOT_FOUND, "This user has no such credential");
        }
        return new SecurityChange.ScramRemoved(key);
    }

    private static ScramCredential credential(String bits, ScramWish.Password password) throws Refusal {
        if (password.iterations() < FEWEST_ITERATIONS || password.iterations() > MOST_ITERATIONS) {
            throw new Refusal(
                    ErrorCode.UNACCEPTABLE_CREDENTIAL,
                    "Iterations are from " + FEWEST_ITERATIONS + " to " + MOST_ITERATIONS);
        }
        byte[] salted = bytes(password.saltedPassword());
        if (salted.length == 0) {
            throw new Refusal(ErrorCode.UNACCEPTABLE_CREDENTIAL, "The salted password is empty");
        }
        try {
            byte[] clientKey = mac(bits, salted, "Client Key");
            byte[] storedKey = MessageDigest.getInstance("SHA-" + bits).digest(clientKey);
            return new ScramCredential(
                    ByteBuffer.wrap(bytes(password.salt())),
                    ByteBuffer.wrap(storedKey),
                    ByteBuffer.wrap(mac(bits, salted, "Server Key")),
                    password.iterations());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-" + bits, e);
        }
    }

    private static byte[] mac(String bits, byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA" + bits);
        mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
