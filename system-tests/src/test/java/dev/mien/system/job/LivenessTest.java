package dev.mien.system.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.mien.contracts.context.LivenessStep;
import dev.mien.system.client.Application;
import dev.mien.system.client.MeasuredHead;
import dev.mien.system.client.Mien;
import dev.mien.system.client.Photo;
import dev.mien.system.client.RunningSuite;
import dev.mien.system.client.SamplePhotos;
import dev.mien.testing.faces.Performance;
import dev.mien.testing.faces.RenderedHead;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An application whose visitors have to do what a session asks. Their heads are rendered from photos. */
class LivenessTest {
    private static final long SEED = 5;

    private final Mien mien = RunningSuite.mien();
    private final SamplePhotos photos = RunningSuite.samples();
    private final Random random = new Random(SEED);

    @Test
    void whoDoesWhatTheSessionAsksEnrollsAndIsRecognized() throws Exception {
        Application application = guarded();
        RenderedHead anna = MeasuredHead.of(photos.anna());
        Response opened = mien.openSession(application, "enroll");

        Response enrolled = mien.enroll(application, opened.path("token"), performance(anna, steps(opened)));

        enrolled.then().statusCode(201);
        Response again = mien.openSession(application, "authenticate");
        Response recognized = authenticate(application, again.path("token"), performance(anna, steps(again)));
        recognized.then().statusCode(200);
        assertThat(recognized.<String>path("facialId")).isEqualTo(enrolled.path("facialId"));
        // Breaks when the guard that was passed is not the one that is signed.
        assertThat(SignedJWT.parse(recognized.path("resultToken"))
                        .getJWTClaimsSet()
                        .getStringClaim("liveness"))
                .isEqualTo("active");
    }

    @Test
    void aPhotoOfSomebodyWhoIsEnrolledLearnsNothing() {
        Application application = guarded();
        RenderedHead anna = MeasuredHead.of(photos.anna());
        Response opened = mien.openSession(application, "enroll");
        mien.enroll(application, opened.path("token"), performance(anna, steps(opened)))
                .then()
                .statusCode(201);
        Response session = mien.openSession(application, "authenticate");
        Photo[] still = Collections.nCopies(6, photos.anna()).toArray(Photo[]::new);

        Response known = authenticate(application, session.path("token"), still);

        Response strangers = mien.openSession(application, "authenticate");
        Photo[] other = Collections.nCopies(6, photos.stranger(0)).toArray(Photo[]::new);
        Response unknown = authenticate(application, strangers.path("token"), other);
        // D1. Breaks when the search is told of before the guard: a photo would do to ask who is enrolled here.
        assertThat(known.<String>path("code")).isEqualTo("PAD_ATTACK");
        assertThat(unknown.<String>path("code")).isEqualTo("PAD_ATTACK");
        assertThat(known.<String>path("detail")).isEqualTo(unknown.path("detail"));
    }

    @Test
    void whatWasFilmedForOneSessionIsOfNoUseInTheNext() {
        Application application = guarded();
        RenderedHead anna = MeasuredHead.of(photos.anna());
        Response first = mien.openSession(application, "enroll");
        List<LivenessStep> filmed = steps(first);
        Photo[] film = performance(anna, filmed);
        mien.enroll(application, first.path("token"), film).then().statusCode(201);
        Response next = mien.openSession(application, "authenticate");
        while (steps(next).equals(filmed)) {
            next = mien.openSession(application, "authenticate");
        }

        Response replayed = authenticate(application, next.path("token"), film);

        // Breaks when the challenge does not travel with the session.
        assertThat(replayed.<String>path("code")).isEqualTo("PAD_ATTACK");
    }

    private Application guarded() {
        return mien.createApplication(Map.of("liveness", "active", "minimumFrames", 4, "maximumFrames", 12));
    }

    private static List<LivenessStep> steps(Response session) {
        session.then().statusCode(201);
        return session.<List<String>>path("challenge").stream()
                .map(text -> LivenessStep.of(text).orElseThrow())
                .toList();
    }

    private Photo[] performance(RenderedHead head, List<LivenessStep> steps) {
        return Performance.of(head, steps, random).stream()
                .map(frame -> MeasuredHead.jpeg("frame", frame))
                .toArray(Photo[]::new);
    }

    private Response authenticate(Application application, String session, Photo... frames) {
        return mien.upload(application, session, "/v1/authentications", "{}", frames);
    }
}
