package dev.mien.enrollment.confirm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.OpenTransaction;
import dev.mien.enrollment.peers.PolicyDraft;
import dev.mien.enrollment.peers.Reply;
import dev.mien.enrollment.peers.Visit;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P10: who is confirmed, and who may redeem. */
@QuarkusTest
class MomentOfTruthTest extends EnrollmentServiceTest {
    @Test
    void whoIsActiveIsConfirmedAndItsUseIsMarked() {
        // given
        FacialId facialId = enrolled(visit().under(PolicyDraft.usual().withPayloadsOfBrowsers())
                .sending("{" + Visit.CONSENT + ",\"payload\":[1]}"));

        // when
        Reply confirmation = door.confirm(application, facialId);

        // then
        assertThat(confirmation.body().get("payload").textValue()).isEqualTo("[1]");
        Reply profile = door.manage(application, "GET", "/profiles/" + facialId, null);
        assertThat(Instant.parse(profile.body().get("lastUsedAt").textValue()))
                .isBetween(
                        Instant.parse(profile.body().get("createdAt").textValue()),
                        Instant.parse(confirmation.body().get("confirmedAt").textValue()));
    }

    // Breaks when the confirmation's condition lacks the state.
    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "PAUSED", "ERASING", "GONE"})
    void whoIsNotActiveIsNobody(String state) {
        // given
        FacialId facialId = inState(state);

        // when
        Reply confirmation = door.confirm(application, facialId);

        // then
        assertThat(confirmation.status()).isEqualTo(404);
        assertThat(confirmation.code()).isEqualTo("NOT_FOUND");
        assertThat(count(
                        "select count(*) from profile where facial_id = ? and last_used_at is not null",
                        facialId.value()))
                .isZero();
    }

    // Breaks when the confirmation's condition lacks the application.
    @Test
    void anotherApplicationsPersonIsNobody() {
        // given
        FacialId facialId = enrolled();

        // when
        Reply confirmation = door.confirm(new ApplicationId(UUID.randomUUID()), facialId);

        // then
        assertThat(confirmation.status()).isEqualTo(404);
    }

    // P10: the login waits for whoever changes the row, and looks at what they have made of it. Breaks when
    // ActiveProfiles.use reads with a plain select, or by a state that was read before.
    @ParameterizedTest
    @CsvSource({"ERASING, 404", "PAUSED, 404", "ACTIVE, 200"})
    void aConfirmationWaitsForAChangeThatIsUnderWay(String becomes, int status) {
        // given
        FacialId facialId = enrolled();
        CompletableFuture<Reply> confirmation;

        // when
        try (OpenTransaction _ =
                open("update profile set state = ? where facial_id = ? returning 1", becomes, facialId.value())) {
            confirmation = meanwhile(() -> door.confirm(application, facialId));
            somebodyWaitsForALock();
        }

        // then
        assertThat(confirmation.join().status()).isEqualTo(status);
    }

    // P10: the moment is after the wait for the lock, by the database's clock. Breaks with now() for clock_timestamp():
    // a confirmation that waited would speak of a moment before the change that it waited for.
    @Test
    void theMomentIsTheOneAtWhichTheRowWasHeld() {
        // given
        FacialId facialId = enrolled();
        CompletableFuture<Reply> confirmation;
        Instant released;

        // when
        try (OpenTransaction _ = open("select 1 from profile where facial_id = ? for update", facialId.value())) {
            confirmation = meanwhile(() -> door.confirm(application, facialId));
            somebodyWaitsForALock();
            released = Instant.parse(texts("select to_json(clock_timestamp() at time zone 'UTC') #>> '{}'")
                            .getFirst() + "Z");
        }

        // then
        assertThat(Instant.parse(confirmation.join().body().get("confirmedAt").textValue()))
                .isAfter(released);
    }

    @Test
    void aTokenIsRedeemedOnce() {
        // given
        Reply reply = door.enroll(visit());

        // when
        Reply first = door.redeem(application, reply.token());

        // then
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.body().get("facialId").textValue())
                .isEqualTo(reply.facialId().toString());
        assertThat(first.body().get("claims").get("operation").textValue()).isEqualTo("enroll");
        Reply second = door.redeem(application, reply.token());
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("CONFLICT");
    }

    // Breaks when a redemption is a look and then a write.
    @Test
    void ofManyAtOnceOneRedeems() {
        // given
        String token = door.enroll(visit()).token();

        // when
        List<CompletableFuture<Reply>> replies = IntStream.range(0, 8)
                .mapToObj(each -> meanwhile(() -> door.redeem(application, token)))
                .toList();

        // then
        assertThat(replies.stream().map(reply -> reply.join().status()))
                .containsExactlyInAnyOrder(200, 409, 409, 409, 409, 409, 409, 409);
    }

    // P10: redeeming asks again. Breaks when Redeeming believes the token alone.
    @ParameterizedTest
    @ValueSource(strings = {"PAUSED", "ERASING", "gone"})
    void aTokenOfSomebodyWhoIsNotActiveAnyMoreIsNotRedeemed(String state) {
        // given
        Reply reply = door.enroll(visit());
        switch (state) {
            case "PAUSED" -> door.setState(application, reply.facialId(), "PAUSED");
            case "ERASING" -> {
                deletion.holdsBack();
                door.end(application, reply.facialId(), deletion.append(application, reply.facialId(), false));
            }
            default -> erase(reply.facialId());
        }

        // when
        Reply redemption = door.redeem(application, reply.token());

        // then
        assertThat(redemption.code()).isEqualTo("NOT_FOUND");
    }

    // Breaks when a refused redemption uses the token up.
    @Test
    void whoIsResumedWithinTheMinuteCanStillRedeem() {
        // given
        Reply reply = door.enroll(visit());
        door.setState(application, reply.facialId(), "PAUSED");
        door.redeem(application, reply.token());
        door.setState(application, reply.facialId(), "ACTIVE");

        // when
        Reply redemption = door.redeem(application, reply.token());

        // then
        assertThat(redemption.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "forged", "another application", "no token", "unrecorded"})
    void whatIsNoValidTokenIsNotFound(String wrong) {
        // given
        Reply reply = door.enroll(visit());
        ApplicationId asking = wrong.equals("another application") ? new ApplicationId(UUID.randomUUID()) : application;
        String token = switch (wrong) {
            case "forged" -> reply.token().replaceFirst(".{12}$", "AAAAAAAAAAAA");
            case "no token" -> "not-a-token";
            default -> reply.token();
        };
        if (wrong.equals("expired")) {
            clock.advance(Duration.ofSeconds(61));
        }
        if (wrong.equals("unrecorded")) {
            sql("delete from result_token where facial_id = ?", reply.facialId().value());
        }

        // when
        Reply redemption = door.redeem(asking, token);

        // then
        assertThat(redemption.status()).isEqualTo(404);
        assertThat(redemption.code()).isEqualTo("NOT_FOUND");
    }
}
