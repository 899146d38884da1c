package dev.mien.deletion.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.deletion.support.Contexts;
import dev.mien.deletion.support.DeletionStack;
import dev.mien.deletion.support.Stream;
import dev.mien.deletion.support.StubbedEnrollment;
import dev.mien.deletion.support.Suite;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DeletionStack
class ErasingTest {
    @Inject
    Suite suite;

    @Inject
    Stream stream;

    @Inject
    Contexts contexts;

    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final FacialId facialId = new FacialId(UUID.randomUUID());

    @BeforeEach
    void everybodyIsThere() {
        StubbedEnrollment.works();
        suite.allHoldersAreUpToDate();
    }

    @Test
    void anErasureHasEndedWhenEnrollmentServiceSaysSo() {
        var answer = suite.erase(application, facialId, 0);

        answer.then().statusCode(200).body("ended", equalTo(true)).body("completedAt", nullValue());
        assertThat(StubbedEnrollment.told()).singleElement().satisfies(told -> {
            assertThat(told.get("facialId").textValue()).isEqualTo(facialId.toString());
            assertThat(told.get("applicationId").textValue()).isEqualTo(application.toString());
            assertThat(told.get("number").longValue()).isEqualTo(suite.last());
        });
    }

    // Fails when Ledger.entry gives a known subject another number.
    @Test
    void askedTwiceItIsOneErasure() {
        var first = suite.erase(application, facialId, 0).jsonPath();

        var second = suite.erase(application, facialId, 0).jsonPath();

        assertThat(second.getString("id")).isEqualTo(first.getString("id"));
        assertThat(second.getLong("number")).isEqualTo(first.getLong("number")).isEqualTo(suite.last());
    }

    // Fails when Completion no longer signals, or Waiters no longer wait.
    @Test
    void whoWaitsIsToldOfTheCompletion() {
        var waiting = CompletableFuture.supplyAsync(() -> suite.erase(application, facialId, 10_000));
        long number = numberOnceTold();
        Services.HOLDERS.forEach(holder -> stream.fulfilled(holder, number));

        stream.requested(application, facialId, 3, number);

        waiting.join()
                .then()
                .statusCode(200)
                .body("completedAt", notNullValue())
                .body("confirmations", hasSize(Services.HOLDERS.size()));
    }

    @Test
    void aCompletedErasureIsASuccessAgainAndTellsNobody() {
        long number = suite.erase(application, facialId, 0).jsonPath().getLong("number");
        stream.requested(application, facialId, 3, number);
        suite.allHoldersAreUpToDate();
        Awaitility.await().until(() -> suite.erase(application, facialId, 0).path("completedAt") != null);
        StubbedEnrollment.works();

        var again = suite.erase(application, facialId, 10_000);

        again.then().statusCode(200).body("ended", equalTo(true)).body("number", equalTo((int) number));
        assertThat(StubbedEnrollment.told()).isEmpty();
        assertThat(again.time()).isLessThan(Duration.ofSeconds(10).toMillis());
    }

    // Fails when Erasures.find no longer compares the owner.
    @Test
    void anotherApplicationSeesNothing() {
        UUID erasure = UUID.fromString(suite.erase(application, facialId, 0).path("id"));

        var foreign = suite.find(new ApplicationId(UUID.randomUUID()), erasure);

        foreign.then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        suite.find(application, UUID.randomUUID()).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        suite.find(application, erasure).then().statusCode(200).body("id", equalTo(erasure.toString()));
    }

    // Fails when ErasureResource no longer compares the context's application with the request's.
    @Test
    void aContextIsGoodForItsOwnApplicationAlone() {
        long before = suite.last();
        String foreign = contexts.manage(new ApplicationId(UUID.randomUUID()));

        var answer = suite.erase(foreign, application, facialId, 0);

        answer.then().statusCode(403).body("code", equalTo("FORBIDDEN"));
        assertThat(suite.last()).isEqualTo(before);
    }

    @Test
    void aBrowsersContextErasesNobody() {
        long before = suite.last();
        String browser = contexts.of(application, Operation.AUTHENTICATE, Instant.now());

        var answer = suite.erase(browser, application, facialId, 0);

        answer.then().statusCode(401).body("code", equalTo("UNAUTHORIZED"));
        assertThat(suite.last()).isEqualTo(before);
    }

    @Test
    void anUndoingHasANumberAndTellsNobody() {
        long before = suite.last();

        var answer = suite.undo(application, facialId);

        answer.then().statusCode(200).body("number", equalTo((int) before + 1));
        suite.undo(application, facialId).then().body("number", equalTo((int) before + 1));
        assertThat(StubbedEnrollment.told()).isEmpty();
    }

    // Fails when an undoing waits for erasure.requested, which nobody will ever write, or tells the public of its end.
    @Test
    void anUndoingCompletesQuietly() {
        suite.undo(application, facialId);

        suite.allHoldersAreUpToDate();

        suite.erase(application, facialId, 0).then().statusCode(200).body("completedAt", notNullValue());
        assertThat(stream.life(application, facialId)).isEmpty();
    }

    // P5: enrollment-service was told of it, and the ledger has lost it since. Fails when Erasures.undo takes it for
    // the undoing of what never was active: nobody would be told of its completion.
    @Test
    void whatIsAskedForAgainIsAnErasureLikeAnyOther() {
        long before = suite.last();

        Suite.as(Services.ENROLLMENT)
                .body(Map.of(
                        "applicationId", application.toString(), "facialId", facialId.toString(), "wasActive", true))
                .post("/internal/v1/erasures/undo")
                .then()
                .statusCode(200)
                .body("number", equalTo((int) before + 1));

        assertThat(suite.poll(Services.AUTH, before, before).entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.undo()).isFalse());
    }

    private long numberOnceTold() {
        Awaitility.await().until(() -> !StubbedEnrollment.told().isEmpty());
        return StubbedEnrollment.told().getFirst().get("number").longValue();
    }
}
