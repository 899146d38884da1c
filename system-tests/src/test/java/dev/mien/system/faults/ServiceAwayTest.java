package dev.mien.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.stack.layout.Part;
import dev.mien.stack.suite.Suite;
import dev.mien.system.client.Application;
import dev.mien.system.client.Mien;
import dev.mien.system.client.RunningSuite;
import dev.mien.system.client.SamplePhotos;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One part away: a clear no that names it, nothing half done, and all well when it is back. */
class ServiceAwayTest {
    private final Suite suite = RunningSuite.get();
    private final Mien mien = RunningSuite.mien();
    private final SamplePhotos photos = RunningSuite.samples();

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"ENROLLMENT", "AUTH", "INDEX"})
    void aKilledServiceIsNamedAndComesBack(Part part) {
        Application application = mien.createApplication();
        String facialId = mien.enrolled(application, photos.anna());
        String session = mien.session(application, "authenticate");

        suite.kill(part);
        Response away;
        try {
            away = mien.upload(application, session, "/v1/authentications", "{}", photos.annaAgain());
        } finally {
            suite.start(part);
        }

        assertThat(away.statusCode()).as(away.asString()).isEqualTo(503);
        assertThat(away.<String>path("code")).isEqualTo("PROCESSING_ERR");
        assertThat(away.<String>path("detail")).contains(part.label());
        assertThat(away.header("Retry-After")).isNotNull();
        // A 503 costs nobody the session: the same request is answered now.
        Response retried = Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(
                        () -> mien.upload(application, session, "/v1/authentications", "{}", photos.annaAgain()),
                        response -> response.statusCode() != 503);
        assertThat(retried.<String>path("facialId")).as(retried.asString()).isEqualTo(facialId);
    }

    /**
     * P6: DELETE promises nothing that enrollment-service has not committed.
     *
     * <p>Broken by: deletion-service answering once the ledger entry stands.
     */
    @Test
    void anErasureThatCannotBePromisedIsA503AndGoesOnByItself() {
        Application application = mien.createApplication();
        String facialId = mien.enrolled(application, photos.anna());

        suite.pause(Part.ENROLLMENT);
        Response unpromised;
        try {
            unpromised = mien.erase(application, facialId);
        } finally {
            suite.resume(Part.ENROLLMENT);
        }

        assertThat(unpromised.statusCode()).as(unpromised.asString()).isEqualTo(503);
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> mien.backend(application)
                                .get("/v1/facial-ids/" + facialId)
                                .statusCode()
                        == 404);
        assertThat(mien.authenticate(application, photos.annaAgain()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void withoutDeletionServiceNobodyIsToldThatTheyAreErased() {
        Application application = mien.createApplication();
        String facialId = mien.enrolled(application, photos.anna());

        suite.kill(Part.DELETION);
        try {
            assertThat(mien.erase(application, facialId).statusCode()).isEqualTo(503);
            // Recognizing and enrolling need the ledger's copy, not the ledger.
            assertThat(mien.authenticate(application, photos.annaAgain()).statusCode())
                    .isEqualTo(200);
        } finally {
            suite.start(Part.DELETION);
        }
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> mien.erase(application, facialId).statusCode() == 200);
    }

    @Test
    void withoutTheDatabaseTheAnswerIsAClear503() {
        Application application = mien.createApplication();
        String facialId = mien.enrolled(application, photos.anna());

        suite.stop(Part.POSTGRES);
        try {
            Response away = mien.openSession(application, "authenticate");
            assertThat(away.statusCode()).as(away.asString()).isEqualTo(503);
            assertThat(away.header("Retry-After")).isNotNull();
        } finally {
            suite.start(Part.POSTGRES);
        }
        List<Integer> fine = List.of(200);
        Awaitility.await().atMost(60, TimeUnit.SECONDS).ignoreExceptions().until(() -> {
            Response back = mien.openSession(application, "authenticate");
            return back.statusCode() == 201
                    && fine.contains(
                            mien.authenticate(application, photos.annaAgain()).statusCode());
        });
        assertThat(mien.authenticate(application, photos.annaAgain()).<String>path("facialId"))
                .isEqualTo(facialId);
    }
}
