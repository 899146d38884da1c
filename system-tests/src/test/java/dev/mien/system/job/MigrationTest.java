package dev.mien.system.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mien.stack.layout.Part;
import dev.mien.stack.layout.Ports;
import dev.mien.stack.suite.Progress;
import dev.mien.stack.suite.Suite;
import dev.mien.stack.suite.SuiteConfig;
import dev.mien.system.client.Application;
import dev.mien.system.client.Mien;
import dev.mien.system.client.RunningSuite;
import dev.mien.system.client.SamplePhotos;
import dev.mien.testing.jvm.TestHome;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * People move to another model profile, through the whole suite and without a stored picture. Broken by: a recognition
 * that hands nothing on, a policy that does not travel to whoever moves them, a search by one profile alone.
 */
class MigrationTest {
    @Test
    void whoIsRecognizedMovesAndWhoIsNotIsCounted() {
        Path models = TestHome.mienHome().resolve("tests/models");
        assumeTrue(
                Files.exists(models.resolve("accurate/accurate.yaml"))
                        && Files.exists(models.resolve("standard/standard.yaml")),
                () -> "two model profiles are needed in " + models + "; ./mien test installs them");
        SuiteConfig config = RunningSuite.configured(
                        RunningSuite.freshHome("migration-home"), new Ports(RunningSuite.freeBase()))
                .with(Part.INDEX, "mien.models.directory", models.toString())
                .with(Part.GATEWAY, "mien.models.directory", models.toString());
        try (Suite suite = Suite.start(config, Progress.printed())) {
            move(suite, new Mien(suite), RunningSuite.samples());
        }
    }

    private static void move(Suite suite, Mien mien, SamplePhotos photos) {
        Application application = mien.createApplication(Map.of("profile", "standard"));
        String migration = "/v1/admin/applications/" + application.id() + "/migration";
        String anna = mien.enrolled(application, photos.anna());
        mien.enrolled(application, photos.stranger(0));

        Response started = owner(suite, mien)
                .body(Map.of("revision", 1, "profile", "accurate"))
                .put(migration);
        Response byTheOld = mien.authenticate(application, photos.annaAgain());

        assertThat(started.statusCode()).as(started.asString()).isEqualTo(200);
        assertThat(started.<Integer>path("staying")).isEqualTo(2);
        assertThat(byTheOld.<String>path("facialId")).as(byTheOld.asString()).isEqualTo(anna);
        Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> owner(suite, mien).get(migration).<Integer>path("moved") == 1);
        Response byTheNew = mien.authenticate(application, photos.annaAgain());
        assertThat(byTheNew.<String>path("facialId")).as(byTheNew.asString()).isEqualTo(anna);

        owner(suite, mien)
                .body(Map.of("revision", 2, "lost", 0))
                .post(migration + "/finish")
                .then()
                .statusCode(409);
        Response finished =
                owner(suite, mien).body(Map.of("revision", 2, "lost", 1)).post(migration + "/finish");

        assertThat(finished.statusCode()).as(finished.asString()).isEqualTo(200);
        assertThat(finished.<String>path("from")).isEqualTo("accurate");
        assertThat(mien.authenticate(application, photos.annaAgain()).<String>path("facialId"))
                .isEqualTo(anna);
        mien.authenticate(application, photos.stranger(0)).then().statusCode(401);
    }

    private static RequestSpecification owner(Suite suite, Mien mien) {
        String token = suite.oidc().tokens().forPerson("owner", List.of("owner"), "local");
        return mien.call().auth().oauth2(token).contentType("application/json");
    }
}
