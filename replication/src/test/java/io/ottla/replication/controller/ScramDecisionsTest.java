package io.ottla.replication.controller;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.ottla.replication.controller.request.Outcome;
import io.ottla.replication.controller.request.ScramWish;
import io.ottla.replication.image.ScramCredential;
import io.ottla.wire.ErrorCode;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;

class ScramDecisionsTest {
    private static final byte SHA_256 = 1;
    private static final byte SHA_512 = 2;

    private final Cluster cluster = Cluster.of(1);

    private Map<String, Outcome> alter(ScramWish... wishes) {
        return cluster.take(cluster.decisions.scram().alter(cluster.state(), List.of(wishes)));
    }

    private ErrorCode error(ScramWish wish) {
        return alter(wish).getOrDefault(wish.user(), Outcome.DONE).error();
    }

    private static ScramWish put(String user, int mechanism, int iterations) {
        var salt = ByteBuffer.wrap("salt".getBytes(UTF_8));
        return new ScramWish(user, (byte) mechanism, new ScramWish.Password(iterations, salt, salt.duplicate()));
    }

    private static ScramWish away(String user, int mechanism) {
        return new ScramWish(user, (byte) mechanism, null);
    }

    /** The keys of RFC 7677's example: user, pencil, 4096 iterations. */
    @Test
    void kept_are_the_keys_of_rfc_5802_and_no_password() throws GeneralSecurityException {
        var salt = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
        var salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec("pencil".toCharArray(), salt, 4096, 256))
                .getEncoded();
        alter(new ScramWish(
                "user", SHA_256, new ScramWish.Password(4096, ByteBuffer.wrap(salt), ByteBuffer.wrap(salted))));
        var kept = cluster.image.scram().get(new ScramCredential.Key("user", SHA_256));
        assertNotNull(kept);
        assertEquals("WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=", base64(kept.storedKey()));
        assertEquals("wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=", base64(kept.serverKey()));
        assertEquals("W22ZaJ0SNY7soEsUEjb6gQ==", base64(kept.salt()));
        assertEquals(4096, kept.iterations());
    }

    private static String base64(ByteBuffer bytes) {
        return UTF_8.decode(Base64.getEncoder().encode(bytes.duplicate())).toString();
    }

    @Test
    void a_user_has_one_credential_for_each_mechanism() {
        alter(put("a", SHA_256, 4096));
        alter(put("a", SHA_512, 4096));
        assertEquals(ErrorCode.NONE, error(away("a", SHA_256)));
        assertEquals(
                List.of(new ScramCredential.Key("a", SHA_512)),
                List.copyOf(cluster.image.scram().keySet()));
        assertEquals(ErrorCode.RESOURCE_NOT_FOUND, error(away("a", SHA_256)));
    }

    @Test
    void what_is_weak_or_unknown_is_refused() {
        assertEquals(ErrorCode.UNACCEPTABLE_CREDENTIAL, error(put("a", SHA_256, 4095)));
        assertEquals(ErrorCode.UNACCEPTABLE_CREDENTIAL, error(put("a", SHA_256, 16385)));
        assertEquals(ErrorCode.UNACCEPTABLE_CREDENTIAL, error(put("", SHA_256, 4096)));
        assertEquals(ErrorCode.UNSUPPORTED_SASL_MECHANISM, error(put("a", 0, 4096)));
        assertEquals(ErrorCode.UNSUPPORTED_SASL_MECHANISM, error(away("a", 3)));
        assertEquals(Map.of(), cluster.image.scram());
    }

    @Test
    void a_user_named_twice_is_refused_and_the_next_user_is_not() {
        var answers = alter(put("a", SHA_256, 4096), put("b", SHA_256, 4096), put("a", SHA_512, 4096));
        assertEquals(
                List.of(ErrorCode.DUPLICATE_RESOURCE, ErrorCode.NONE),
                answers.values().stream().map(Outcome::error).toList());
        assertEquals(
                List.of(new ScramCredential.Key("b", SHA_256)),
                List.copyOf(cluster.image.scram().keySet()));
    }
}
