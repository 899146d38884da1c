package dev.mien.enrollment.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.PolicyDraft;
import dev.mien.enrollment.peers.Reply;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a backend sees of its Facial IDs, what auth-service looks up, and what is said to those who ask wrongly. */
@QuarkusTest
class BackendViewTest extends EnrollmentServiceTest {
    @Test
    void aBackendSeesWhomItEnrolled() {
        // given
        FacialId facialId = enrolled();

        // when
        Reply reply = door.manage(application, "GET", "/profiles/" + facialId, null);

        // then
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().get("facialId").textValue()).isEqualTo(facialId.toString());
        assertThat(reply.body().get("state").textValue()).isEqualTo("ACTIVE");
        assertThat(reply.body().get("termsVersion").textValue()).isEqualTo(PolicyDraft.TERMS);
    }

    // Breaks when pending or erasing ones are listed, or those of others.
    @Test
    void pagesNameEachOnceInOrderAndNobodyElse() {
        // given
        List<String> mine = IntStream.range(0, 7)
                .mapToObj(each -> inState(each % 2 == 0 ? "ACTIVE" : "PAUSED").toString())
                .toList();
        // Enrolled in one and the same microsecond: the Facial ID decides then.
        sql(
                "update profile set activated_at = '2026-01-01T00:00:00.123456Z' where application_id = ?",
                application.value());
        inState("PENDING");
        inState("ERASING");
        List<String> seen = new ArrayList<>();
        String after = "";

        // when
        while (after != null) {
            JsonNode page = door.manage(application, "GET", "/profiles?limit=3" + after, null)
                    .body();
            page.get("items").forEach(one -> seen.add(one.get("facialId").textValue()));
            String next = page.path("next").textValue();
            after = next == null ? null : "&after=" + next;
        }

        // then
        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(mine);
        assertThat(door.manage(new ApplicationId(UUID.randomUUID()), "GET", "/profiles", null)
                        .body()
                        .get("items"))
                .isEmpty();
    }

    // Breaks when somebody is missing whom an index may hold and nobody may recognize, or when others are told.
    @Test
    void everybodyWhoIsNotActiveIsNamedWithTheLedgersNumber() {
        // given
        inState("ACTIVE");
        FacialId paused = inState("PAUSED");
        FacialId pending = inState("PENDING");
        FacialId erasing = inState("ERASING");

        // when
        JsonNode told =
                door.manage(application, "GET", "/profiles/not-active", null).body();

        // then
        assertThat(told.get("paused")).extracting(JsonNode::textValue).containsExactly(paused.toString());
        assertThat(told.get("others"))
                .extracting(JsonNode::textValue)
                .containsExactlyInAnyOrder(pending.toString(), erasing.toString());
        assertThat(told.get("ledgerNumber").longValue())
                .isEqualTo(database.write(tx -> tx.first("select applied from ledger_progress", row -> row.getLong(1))
                        .orElseThrow()));
    }

    // Breaks when an operation forgets the application: one backend would see or pause another's people.
    @ParameterizedTest
    @CsvSource({"GET, /profiles/@,", "PUT, /profiles/@/state, '{\"state\":\"PAUSED\"}'"})
    void anotherApplicationsPersonIsTheSame404AsNobody(String method, String path, String body) {
        // given
        FacialId facialId = enrolled();
        ApplicationId other = new ApplicationId(UUID.randomUUID());

        // when
        Reply reply = door.manage(other, method, path.replace("@", facialId.toString()), body);

        // then
        Reply nobody =
                door.manage(other, method, path.replace("@", UUID.randomUUID().toString()), body);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text()).isEqualTo(nobody.text());
        assertThat(state(facialId)).isEqualTo("ACTIVE");
    }

    @Test
    void lookupsTellWhereCandidatesStandAndLeaveOutStrangers() {
        // given
        FacialId active = inState("ACTIVE");
        FacialId paused = inState("PAUSED");
        FacialId gone = inState("GONE");
        String body = "{\"facialIds\":[\"%s\",\"%s\",\"%s\"]}".formatted(active, paused, gone);

        // when
        Reply reply = door.authenticating(application, "/profiles/lookup", body);

        // then
        assertThat(reply.body().toString())
                .contains(active + "\",\"state\":\"ACTIVE", paused + "\",\"state\":\"PAUSED")
                .doesNotContain(gone.toString());
        assertThat(door.authenticating(new ApplicationId(UUID.randomUUID()), "/profiles/lookup", body)
                        .text())
                .doesNotContain(active.toString());
    }

    // Breaks when bad input becomes a 500, or its answer tells of what is inside.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /profiles?limit=0       |                                   | 400 | INVALID_REQUEST",
                "GET  | /profiles?limit=201     |                                   | 400 | INVALID_REQUEST",
                "GET  | /profiles?limit=many    |                                   | 404 | NOT_FOUND",
                "GET  | /profiles?after=x       |                                   | 400 | INVALID_REQUEST",
                "GET  | /profiles?after=_____________________________________w |    | 400 | INVALID_REQUEST",
                "GET  | /profiles/not-a-uuid    |                                   | 404 | NOT_FOUND",
                "POST | /profiles               | {}                                | 405 | METHOD_NOT_ALLOWED",
                "PUT  | /profiles/@/state       |                                   | 400 | INVALID_REQUEST",
                "PUT  | /profiles/@/state       | {}                                | 400 | INVALID_REQUEST",
                "PUT  | /profiles/@/state       | {\"state\":null}                  | 400 | INVALID_REQUEST",
                "PUT  | /profiles/@/state       | {\"state\":\"GONE\"}              | 400 | INVALID_REQUEST",
                "PUT  | /profiles/@/state       | {\"state\":                       | 400 | INVALID_REQUEST",
                "PUT  | /profiles/@/state       | []                                | 400 | INVALID_REQUEST",
                "POST | /result-tokens/redemptions |                                | 400 | INVALID_REQUEST",
                "POST | /result-tokens/redemptions | {}                             | 400 | INVALID_REQUEST",
                "POST | /result-tokens/redemptions | {\"resultToken\":7             | 400 | INVALID_REQUEST",
            })
    void whatABackendAsksWronglyIsSaidPlainly(String method, String path, String body, int status, String code) {
        // given
        String asked = path.replace("@", UUID.randomUUID().toString());

        // when
        Reply reply = door.manage(application, method, asked, body);

        // then
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.text()).doesNotContain("Exception", "dev.mien", "jackson");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"facialIds\":null}", "{\"facialIds\":[\"x\"]}", "{\"facialIds\":[null]}", "@"})
    void lookupsAreBounded(String body) {
        // given
        String asked = body.equals("@")
                ? "{\"facialIds\":["
                        + String.join(
                                ",",
                                IntStream.range(0, 65)
                                        .mapToObj(each -> "\"" + UUID.randomUUID() + "\"")
                                        .toList())
                        + "]}"
                : body;

        // when
        Reply reply = door.authenticating(application, "/profiles/lookup", asked);

        // then
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("INVALID_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "{\"number\":0,\"applicationId\":\"@\",\"facialId\":\"@\"}",
                "{\"number\":1,\"facialId\":\"@\"}",
                "{\"number\":1,\"applicationId\":\"@\",\"facialId\":\"x\"}"
            })
    void endsOfLifeAreChecked(String body) {
        // given
        String asked = body.replace("@", UUID.randomUUID().toString());

        // when
        Reply reply = door.end(asked);

        // then
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("INVALID_REQUEST");
    }
}
