package dev.mien.index.rekognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Engine;
import dev.mien.contracts.context.Operation;
import dev.mien.index.cloud.FakeRekognition;
import dev.mien.index.cloud.Fault;
import dev.mien.index.cloud.Portrait;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.service.Caller;
import dev.mien.index.service.Caller.Reply;
import dev.mien.index.service.IndexServiceTest;
import dev.mien.platform.multipart.Frame;
import dev.mien.platform.multipart.FrameList;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The running service, spoken to as its callers do, with AWS played and everything else real. */
@QuarkusTest
@TestProfile(CloudService.class)
@QuarkusTestResource(value = CloudResource.class, restrictToAnnotatedClass = true)
class RekognitionServiceTest extends IndexServiceTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Portrait ADA = Portrait.of(1);

    FakeRekognition cloud;

    @Test
    void aPersonIsEnrolledRecognizedAndErasedAtAws() {
        FacialId ada = facialId();

        assertThat(enroll(ADA, ada)).isEqualTo("STORED");

        assertThat(enroll(ADA, facialId())).isEqualTo("NEWER_MATCHES");
        Reply found = recognize(ADA);
        assertThat(found.body().at("/candidates/0/facialId").asText()).isEqualTo(ada.toString());
        assertThat(found.body().path("threshold").asDouble()).isEqualTo(0.99);
        // Not so much as half a deletion is taken for one.
        cloud.next("DeleteFaces", new Fault.HalfDeleted());
        ledger.append(application, ada, hasher.of(application, ada));
        await().atMost(LONG).until(() -> count("ledger_copy where fulfilled_at is not null") > 0);
        assertThat(cloud.faces("mien-" + application)).isEmpty();
        assertThat(recognize(ADA).body().path("candidates")).isEmpty();
        assertThat(count("rekognition_face where application_id = ?", application.value()))
                .isZero();
        assertThat(enroll(ADA, ada)).isEqualTo("ERASED");
        // Breaks for any request of the SDK's own making that model or signature do not allow.
        assertThat(cloud.problems()).isEmpty();
    }

    @Test
    void theOtherEngineRunsBesideIt() {
        // Breaks when an application's engine is decided by anything but its policy.
        assertThat(caller.enroll(application, new MadeUpFace(7), facialId())).isEqualTo("STORED");

        assertThat(cloud.collections()).doesNotContain("mien-" + application);
        assertThat(count("template where application_id = '" + application + "'"))
                .isEqualTo(1);
    }

    @Test
    void theGatewayLearnsThatItCanBeChosen() {
        RestAssured.given()
                .auth()
                .oauth2(Caller.token(Services.GATEWAY))
                .get("/internal/v1/profiles")
                .then()
                .statusCode(200)
                .body("engines", containsInAnyOrder("ONNX", "REKOGNITION"));
    }

    @Test
    void whatAwsIsTooBusyForIsTheCallersToRepeat() {
        enroll(ADA, facialId());
        Fault busy = new Fault.Refused(400, "ThrottlingException");
        cloud.next("SearchFacesByImage", busy, busy, busy);

        Reply reply = recognize(ADA);

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.code()).isEqualTo("TOO_MANY_REQUESTS");
    }

    private String enroll(Portrait face, FacialId facialId) {
        String context = caller.context(application, Operation.ENROLL, Engine.REKOGNITION);
        String token = Caller.token(Services.ENROLLMENT);
        Reply probe = caller.send(Caller.probes("ENROLL"), FrameList.MEDIA_TYPE, frames(face), context, token);
        return caller.send(Caller.TEMPLATES, "application/json", Caller.store(probe, facialId), context, token)
                .body()
                .path("outcome")
                .asText();
    }

    private Reply recognize(Portrait face) {
        return caller.send(
                Caller.probes("RECOGNIZE"),
                FrameList.MEDIA_TYPE,
                frames(face),
                caller.context(application, Operation.AUTHENTICATE, Engine.REKOGNITION),
                Caller.token(Services.AUTH));
    }

    private static byte[] frames(Portrait face) {
        try (Frame frame = face.frame()) {
            return FrameList.write(List.of(frame));
        }
    }
}
