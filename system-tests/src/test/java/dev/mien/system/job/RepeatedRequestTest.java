package dev.mien.system.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.system.client.Application;
import dev.mien.system.client.Mien;
import dev.mien.system.client.Photo;
import dev.mien.system.client.RunningSuite;
import dev.mien.system.client.SamplePhotos;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** P3: a lost answer can be asked for again, and costs nobody an identity. */
class RepeatedRequestTest {
    private final Mien mien = RunningSuite.mien();
    private final SamplePhotos photos = RunningSuite.samples();

    @Test
    void theSamePartsGetTheFirstAnswerWithAFreshToken() {
        Application application = mien.createApplication();
        String session = mien.session(application, "enroll");

        Response first = mien.enroll(application, session, photos.anna());
        Response again = mien.enroll(application, session, photos.anna());

        first.then().statusCode(201);
        assertThat(again.statusCode()).as(again.asString()).isEqualTo(201);
        assertThat(again.<String>path("facialId")).isEqualTo(first.path("facialId"));
        assertThat(again.<String>path("resultToken")).isNotEqualTo(first.path("resultToken"));
    }

    @Test
    void otherPartsAreRefused() {
        Application application = mien.createApplication();
        String session = mien.session(application, "enroll");
        mien.enroll(application, session, photos.anna()).then().statusCode(201);

        Response other = mien.enroll(application, session, photos.stranger(0));

        assertThat(other.statusCode()).isEqualTo(401);
        assertThat(other.<String>path("code")).isEqualTo("SESSION_EXPIRED");
    }

    @Test
    void afterAnErasureTheRetryNeverEnrollsAgain() {
        Application application = mien.createApplication();
        String session = mien.session(application, "enroll");
        String facialId = mien.enroll(application, session, photos.anna()).path("facialId");
        mien.erase(application, facialId).then().statusCode(200);

        Response retry = mien.enroll(application, session, photos.anna());

        assertThat(retry.statusCode()).isBetween(400, 499);
        assertThat(mien.authenticate(application, photos.annaAgain()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void theSameRequestManyTimesAtOnceIsOneEnrollment() throws Exception {
        Application application = mien.createApplication();
        String session = mien.session(application, "enroll");
        Photo anna = photos.anna();

        try (ExecutorService callers = Executors.newFixedThreadPool(6)) {
            List<Callable<Response>> calls =
                    java.util.Collections.nCopies(6, () -> mien.enroll(application, session, anna));
            List<Future<Response>> answers = callers.invokeAll(calls);
            String facialId = null;
            for (Future<Response> answer : answers) {
                Response response = answer.get();
                assertThat(response.statusCode()).as(response.asString()).isIn(201, 503);
                if (response.statusCode() == 201) {
                    facialId = facialId == null ? response.path("facialId") : facialId;
                    assertThat(response.<String>path("facialId")).isEqualTo(facialId);
                }
            }
            assertThat(facialId).isNotNull();
        }
        List<?> all = mien.backend(application).get("/v1/facial-ids").path("items");
        assertThat(all).hasSize(1);
    }

    @Test
    void aRepeatedAuthenticationGetsTheSamePersonAgain() {
        Application application = mien.createApplication();
        String facialId = mien.enrolled(application, photos.anna());
        String session = mien.session(application, "authenticate");

        Response first = mien.upload(application, session, "/v1/authentications", "{}", photos.annaAgain());
        Response again = mien.upload(application, session, "/v1/authentications", "{}", photos.annaAgain());
        Response other = mien.upload(application, session, "/v1/authentications", "{}", photos.anna());

        assertThat(first.<String>path("facialId")).isEqualTo(facialId);
        assertThat(again.<String>path("facialId")).isEqualTo(facialId);
        assertThat(other.<String>path("code")).isEqualTo("SESSION_EXPIRED");
    }
}
