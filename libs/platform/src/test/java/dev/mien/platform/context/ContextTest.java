package dev.mien.platform.context;

import static dev.mien.platform.support.Fixtures.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.mien.contracts.Code;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.context.RequestContext;
import dev.mien.platform.problem.Refusal;
import dev.mien.platform.support.Fixtures;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class ContextTest {
    private static final byte[] BODY = "the body".getBytes(UTF_8);
    private final ObjectMapper json = Fixtures.json();
    private final ECKey key = Fixtures.key("1");
    private final RequestContext context = Fixtures.context(Operation.ENROLL, ContextVerifier.digest(BODY));
    private final String signed = new ContextSigner(key, json).sign(context);

    @Test
    void whatTheGatewaySignedIsBelieved() {
        RequestContext read = at(Duration.ofSeconds(10)).require(signed, Operation.ENROLL, BODY);

        assertThat(read).isEqualTo(context);
    }

    // Fails when the operation is not compared: a login's context would enroll.
    @Test
    void forItsOperationAlone() {
        refused(() -> at(Duration.ZERO).require(signed, Operation.AUTHENTICATE));
        refused(() -> at(Duration.ZERO).require(signed, EnumSet.complementOf(EnumSet.of(Operation.ENROLL))));
    }

    // Fails when the body's digest is not compared: a context could be replayed with other frames.
    @Test
    void forItsBodyAlone() {
        refused(() -> at(Duration.ZERO).require(signed, Operation.ENROLL, "another".getBytes(UTF_8)));
    }

    // Fails when expiry is not checked.
    @Test
    void forHalfAMinute() {
        Duration limit = Duration.ofSeconds(30 + 5);

        assertThat(at(limit).require(signed, Operation.ENROLL)).isNotNull();
        refused(() -> at(limit.plusMillis(1)).require(signed, Operation.ENROLL));
        refused(() -> at(Duration.ofDays(1)).require(signed, Operation.ENROLL));
    }

    // Fails when issuedAt is not checked: contexts could be made in store.
    @Test
    void notBeforeItsTime() {
        assertThat(at(Duration.ofSeconds(-5)).require(signed, Operation.ENROLL)).isNotNull();
        refused(() -> at(Duration.ofSeconds(-6)).require(signed, Operation.ENROLL));
    }

    // Fails when any of the three parts is not covered by the signature.
    @Test
    void noCharacterOfItCanBeChanged() {
        for (int i = 0; i < signed.length(); i++) {
            char[] changed = signed.toCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            String forged = new String(changed);
            // The last character of a base64url text may carry bits that nobody reads.
            if (!sameBytes(forged)) {
                refused(() -> at(Duration.ZERO).require(forged, Operation.ENROLL));
            }
        }
    }

    @Test
    void anotherKeyIsNotTheGateways() {
        String foreign = new ContextSigner(Fixtures.key("1"), json).sign(context);
        String unknown = new ContextSigner(Fixtures.key("2"), json).sign(context);

        refused(() -> at(Duration.ZERO).require(foreign, Operation.ENROLL));
        refused(() -> at(Duration.ZERO).require(unknown, Operation.ENROLL));
    }

    // A result token or receipt is signed too. Fails when the type is not compared.
    @Test
    void anotherKindOfSignedThingIsNoContext() throws JOSEException, IOException {
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID("1")
                        .build(),
                new Payload(json.writeValueAsBytes(context)));
        token.sign(new ECDSASigner(key));

        refused(() -> at(Duration.ZERO).require(token.serialize(), Operation.ENROLL));
    }

    // Fails when the header chooses the algorithm: "none", or HMAC under the public key.
    @Test
    void theHeaderDoesNotChooseTheAlgorithm() throws JOSEException, IOException {
        String payload = signed.split("\\.")[1];
        String none = base64("{\"alg\":\"none\",\"typ\":\"mien-context+jws\",\"kid\":\"1\"}") + "." + payload + ".";
        JWSObject mac = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(ContextSigner.TYPE)
                        .keyID("1")
                        .build(),
                new Payload(json.writeValueAsBytes(context)));
        mac.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(UTF_8)));

        refused(() -> at(Duration.ZERO).require(none, Operation.ENROLL));
        refused(() -> at(Duration.ZERO).require(mac.serialize(), Operation.ENROLL));
    }

    @Test
    void nothingAndNonsenseAreRefused() {
        for (String nonsense : new String[] {null, "", ".", "..", "a.b.c", signed + ".", "null"}) {
            refused(() -> at(Duration.ZERO).require(nonsense, Operation.ENROLL));
        }
    }

    // Fails when the algorithm is one for all keys, or the header's: either kind is believed by its own alone.
    @Test
    void eitherKindOfKeyIsBelievedByItsOwnAlgorithmAlone() throws JOSEException, IOException {
        RSAKey rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
        ContextVerifier verifier =
                new ContextVerifier(new JWKSet(java.util.List.of(key, rsa)), json, clock(Duration.ZERO));
        JWSObject otherwise = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.RS384)
                        .type(ContextSigner.TYPE)
                        .keyID("rsa")
                        .build(),
                new Payload(json.writeValueAsBytes(context)));
        otherwise.sign(new RSASSASigner(rsa));

        RequestContext read = verifier.require(new ContextSigner(rsa, json).sign(context), Operation.ENROLL, BODY);

        assertThat(read).isEqualTo(verifier.require(signed, Operation.ENROLL, BODY));
        refused(() -> verifier.require(otherwise.serialize(), Operation.ENROLL));
    }

    @Test
    void aKeyThatIsTooWeakOrOfAnotherKindSignsAndChecksNothing() throws JOSEException {
        ECKey other = new ECKeyGenerator(Curve.P_384).keyID("p384").generate();
        JWK secret = new OctetSequenceKeyGenerator(256).keyID("oct").generate();

        for (JWK unfit : new JWK[] {other, secret}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new ContextSigner(unfit, json));
            assertThatIllegalStateException()
                    .isThrownBy(() -> new ContextVerifier(new JWKSet(unfit), json, clock(Duration.ZERO)))
                    .withMessageContaining("mien.keys.context-public");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new ContextSigner(key.toPublicJWK(), json));
    }

    // While keys rotate both are believed.
    @Test
    void twoKeysAreBelievedWhileTheyRotate() {
        ECKey next = Fixtures.key("2");
        ContextVerifier both =
                new ContextVerifier(new JWKSet(java.util.List.of(key, next)), json, clock(Duration.ZERO));
        String byNext = new ContextSigner(next, json).sign(context);

        RequestContext read = both.require(byNext, Operation.ENROLL);

        assertThat(read).isEqualTo(both.require(signed, Operation.ENROLL));
    }

    private ContextVerifier at(Duration later) {
        return new ContextVerifier(new JWKSet(key.toPublicJWK()), json, clock(later));
    }

    private static Clock clock(Duration later) {
        return Clock.fixed(NOW.plus(later), ZoneOffset.UTC);
    }

    private static void refused(Runnable call) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(call::run).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(Code.UNAUTHORIZED);
            assertThat(refusal.status()).isEqualTo(401);
        });
    }

    private boolean sameBytes(String forged) {
        String[] one = signed.split("\\.", -1);
        String[] other = forged.split("\\.", -1);
        if (other.length != 3) {
            return false;
        }
        try {
            for (int i = 0; i < 3; i++) {
                if (!java.util.Arrays.equals(
                        Base64.getUrlDecoder().decode(one[i]),
                        Base64.getUrlDecoder().decode(other[i]))) {
                    return false;
                }
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
