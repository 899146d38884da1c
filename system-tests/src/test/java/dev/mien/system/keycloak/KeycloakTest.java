package dev.mien.system.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.stack.keys.KeyRing;
import dev.mien.stack.layout.Home;
import dev.mien.stack.layout.Part;
import dev.mien.stack.layout.Ports;
import dev.mien.stack.suite.Progress;
import dev.mien.stack.suite.Suite;
import dev.mien.stack.suite.SuiteConfig;
import dev.mien.system.client.Application;
import dev.mien.system.client.Mien;
import dev.mien.system.client.RunningSuite;
import dev.mien.system.client.SamplePhotos;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The realm that operators import is the one that Mien needs. The services run as in production, so ProviderCheck has
 * seen an address with TLS; the provider's certificate is of an authority that only {@code mien.oidc.tls} knows.
 */
class KeycloakTest {
    private static final String KEYS = "/internal/v1/keys";
    private static final int KEYCLOAK_FROM_BASE = 15;
    private static final String PATIENCE = "90S";

    private static Keycloak keycloak;
    private static Suite suite;
    private static KeyRing keys;

    @BeforeAll
    static void startSuiteOnKeycloak() throws Exception {
        Home home = RunningSuite.freshHome("keycloak-home");
        int base = RunningSuite.freeBase();
        keys = new KeyRing(home.keys());
        keycloak = Keycloak.start(home.root().resolve("keycloak"), base + KEYCLOAK_FROM_BASE, placeholders());
        SuiteConfig config =
                RunningSuite.configured(home, new Ports(base)).withParts(EnumSet.complementOf(EnumSet.of(Part.OIDC)));
        for (Part service : Part.services()) {
            config = onKeycloak(config, service);
        }
        config = config.with(Part.INDEX, "mien.models.acknowledged", "standard,accurate");
        suite = Suite.start(config, Progress.printed());
    }

    private static SuiteConfig onKeycloak(SuiteConfig config, Part service) throws IOException {
        SuiteConfig told = config.with(service, "mien.deployment", "production")
                .with(service, "mien.oidc.url", keycloak.issuer())
                .with(service, "mien.oidc.tls", "oidc")
                .with(
                        service,
                        "quarkus.tls.oidc.trust-store.pem.certs",
                        keycloak.pem().toString())
                .with(service, "quarkus.oidc.connection-timeout", PATIENCE);
        // Five services that start at once on a small machine may need longer for a handshake than in production.
        for (String callee : Keycloak.calleesOf(service.label())) {
            told = told.with(service, "quarkus.oidc-client." + callee + ".connection-timeout", PATIENCE);
        }
        return told;
    }

    private static Map<String, String> placeholders() {
        Map<String, String> values = new HashMap<>(Map.of(
                "MIEN_CONSOLE_URL",
                Login.CONSOLE,
                "MIEN_ORGANIZATION",
                "shop",
                "MIEN_OWNER_PASSWORD",
                keys.consoleOwner().reveal()));
        for (Part service : Part.services()) {
            values.put("MIEN_" + service.name().toUpperCase(Locale.ROOT) + "_SECRET", secret(service));
        }
        return values;
    }

    private static String secret(Part service) {
        return keys.clientSecret(service.label()).reveal();
    }

    @AfterAll
    static void stop() {
        if (suite != null) {
            suite.close();
        }
        if (keycloak != null) {
            keycloak.close();
        }
    }

    // Broken by: taking any role, scope or mapper out of the realm that some service needs for this walk, which every
    // pair of caller and callee has a part in; and by a client that does not heed mien.oidc.tls.
    @Test
    void anOwnerLogsInAndAFaceWalksThroughTheHouse() throws Exception {
        String token = new Login(keycloak).person("owner", keys.consoleOwner().reveal());
        Mien mien = new Mien(suite);
        SamplePhotos photos = RunningSuite.samples();

        Application application = mien.createApplication(token, Map.of());
        String facialId = mien.enrolled(application, photos.anna());
        Response again = mien.authenticate(application, photos.annaAgain());
        Response erased = mien.erase(application, facialId);

        assertThat(again.<String>path("facialId")).as(again.asString()).isEqualTo(facialId);
        assertThat(erased.statusCode()).as(erased.asString()).isIn(200, 202);
        assertThat(mien.authenticate(application, photos.annaAgain()).statusCode())
                .isEqualTo(401);
    }

    // Broken by: a check of audience or role that is left out, or an audience that Keycloak adds for everybody.
    @Test
    void aServiceIsHeardByWhomItsTokenIsForInItsOwnRoleAlone() throws Exception {
        Login login = new Login(keycloak);
        String right = service(login, Part.GATEWAY, "enrollment-service");
        String forAnother = service(login, Part.GATEWAY, "auth-service");
        String forNobody = service(login, Part.GATEWAY, "");
        String withoutTheRole = service(login, Part.AUTH, "enrollment-service");
        String ofAPerson = login.person("owner", keys.consoleOwner().reveal());

        assertThat(status(right)).isEqualTo(200);
        assertThat(status(forAnother)).isEqualTo(401);
        assertThat(status(forNobody)).isEqualTo(401);
        assertThat(status(withoutTheRole)).isEqualTo(403);
        assertThat(status(ofAPerson)).isEqualTo(401);
    }

    // Broken by: a scope among those of a client that does not call that service.
    @Test
    void noServiceGetsATokenForWhomItDoesNotCall() throws Exception {
        Login login = new Login(keycloak);

        Login.Answer refused = login.service("index-service", secret(Part.INDEX), "auth-service");
        Login.Answer unknown = login.service("gateway", "another secret", "auth-service");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().getString("error")).isEqualTo("invalid_scope");
        assertThat(unknown.status()).isEqualTo(401);
    }

    // Broken by: roles of services that the console's client may pass on, or an organization that is not asked for.
    @Test
    void aServiceIsNoPersonAtTheDoor() throws Exception {
        String token = service(new Login(keycloak), Part.GATEWAY, "enrollment-service");

        Response applications = new Mien(suite).call().auth().oauth2(token).get("/v1/admin/applications");

        assertThat(applications.statusCode()).isEqualTo(401);
    }

    private static String service(Login login, Part caller, String callee) throws Exception {
        return login.service(caller.label(), secret(caller), callee).accessToken();
    }

    private static int status(String token) {
        return RestAssured.given()
                .auth()
                .oauth2(token)
                .get(suite.url(Part.ENROLLMENT) + KEYS)
                .statusCode();
    }
}
