package dev.mien.enrollment.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.Code;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.event.EventType;
import dev.mien.contracts.index.ProbeAnswer;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.FakeIndex;
import dev.mien.enrollment.peers.Leftovers;
import dev.mien.enrollment.peers.PolicyDraft;
import dev.mien.enrollment.peers.Reply;
import dev.mien.enrollment.peers.Visit;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ImportTest extends EnrollmentServiceTest {
    private static final String ADA = "ada.4711@example";

    @Inject
    Leftovers leftovers;

    private Visit importer;
    private String id;

    @BeforeEach
    void open() {
        importer = visit().under(PolicyDraft.usual().importing());
        id = opened("EXPLICIT_CONSENT");
    }

    // Breaks when a line becomes active beside the ordinary way, or the importer's word is taken for the person's.
    @Test
    void aLineIsAnOrdinaryEnrollmentOnTheImportersGround() {
        // when
        Reply line = door.line(importer, id, ADA, "{\"user\":7}", "ada");

        // then
        FacialId ada = enrolled(line);
        assertThat(state(ada)).isEqualTo("ACTIVE");
        assertThat(texts(
                        "select concat_ws('|', source, terms_version, legal_basis, legal_reference) from consent"
                                + " where facial_id = ?",
                        ada.value()))
                .containsExactly("IMPORTER|" + PolicyDraft.TERMS + "|EXPLICIT_CONSENT|forms of 2026");
        assertThat(events(EventType.ENROLLMENT_COMPLETED, 1)).hasSize(1);
        JsonNode confirmed = door.confirm(application, ada).body();
        assertThat(confirmed.get("payload").asText()).isEqualTo("{\"user\":7}");
        assertThat(confirmed.get("payloadSource").asText()).isEqualTo("BACKEND");
        JsonNode seen =
                door.manage(application, "GET", "/profiles/" + ada, null).body();
        assertThat(seen.get("consentSource").asText()).isEqualTo("IMPORTER");
        assertThat(seen.get("legalBasis").asText()).isEqualTo("EXPLICIT_CONSENT");
    }

    // Breaks when a line is looked at again: a lost answer would cost a second probe, and find the person to be its own
    // duplicate.
    @Test
    void theSameLineAgainGetsTheSameAnswer() {
        // given
        FacialId ada = enrolled(door.line(importer, id, ADA, null, "ada"));
        index.finds(ada);

        // when
        Reply again = door.line(importer, id, ADA, null, "ada");

        // then
        assertThat(enrolled(again)).isEqualTo(ada);
        assertThat(index.calls(FakeIndex.PROBES)).hasSize(1);
        assertThat(profiles()).isEqualTo(1);
    }

    // Breaks when the digest of picture and payload is not compared.
    @ParameterizedTest
    @CsvSource({"eve, ", "ada, 7"})
    void anotherPictureOrPayloadUnderAKeyThatSucceededIsAConflict(String face, String payload) {
        // given
        door.line(importer, id, ADA, null, "ada");

        // when
        Reply other = door.line(importer, id, ADA, payload, face);

        // then
        assertThat(outcome(other)).isEqualTo("REFUSED");
        assertThat(other.code()).isEqualTo("CONFLICT");
        assertThat(profiles()).isEqualTo(1);
    }

    // Breaks when refusals are not noted (the second is another probe), or stick to the key instead of the picture.
    @Test
    void aRefusedPictureStaysRefusedAndAnotherOneIsTried() {
        // given
        index.probes(call -> ProbeAnswer.refused(Code.POOR_QUALITY, 422, "The picture is too dark."));
        Reply refused = door.line(importer, id, ADA, null, "dark");
        index.probes(call -> FakeIndex.nobody());

        // when
        Reply again = door.line(importer, id, ADA, null, "dark");
        Reply better = door.line(importer, id, ADA, null, "bright");

        // then
        assertThat(refused.code()).isEqualTo("POOR_QUALITY");
        assertThat(again.text()).isEqualTo(refused.text());
        assertThat(again.body().get("detail").asText()).isEqualTo("The picture is too dark.");
        enrolled(better);
        assertThat(index.calls(FakeIndex.PROBES)).hasSize(2);
    }

    // Breaks when imports do not look for duplicates as everybody does.
    @Test
    void whoIsEnrolledAlreadyIsADuplicate() {
        // given
        FacialId before = enrolled();
        index.finds(before);

        // when
        Reply line = door.line(importer, id, ADA, null, "ada");

        // then
        assertThat(outcome(line)).isEqualTo("REFUSED");
        assertThat(line.code()).isEqualTo("FACE_DUPLICATION");
        assertThat(line.text()).as("a picture is no way to ask who somebody is").doesNotContain(before.toString());
        assertThat(progress().get("refused").asInt()).isEqualTo(1);
    }

    // S4. Breaks when a failure of somebody else is noted as the picture's.
    @Test
    void whatFailsElsewhereIsMissingAndIsTakenUpAgain() {
        // given
        index.goesAway();
        Reply away = door.line(importer, id, ADA, null, "ada");
        JsonNode meanwhile = progress();
        index.comesBack();

        // when
        Reply again = door.line(importer, id, ADA, null, "ada");

        // then
        assertThat(away.status()).isEqualTo(503);
        assertThat(meanwhile.get("missing").asInt()).isEqualTo(1);
        enrolled(again);
        assertThat(progress().get("missing").asInt()).isZero();
    }

    // P1. Breaks when a line that meets somebody undecided, at the search or at the store, gets a result by it: it
    // would be refused for good for the sake of an enrollment that came to nothing.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLineThatMeetsAnEnrollmentThatComesToNothingIsTriedAgain(boolean atTheSearch) {
        // given
        FacialId rival = inState("PENDING");
        if (atTheSearch) {
            index.finds(rival);
        } else {
            index.stores(request -> request.ignore().contains(rival) ? FakeIndex.stored() : FakeIndex.newer(rival));
        }
        Reply met = door.line(importer, id, ADA, null, "ada");
        List<String> missing = missing(ADA);
        sql("update profile set state = 'ERASING' where facial_id = ?", rival.value());

        // when
        Reply again = door.line(importer, id, ADA, null, "ada");

        // then
        assertThat(met.status()).isEqualTo(503);
        assertThat(met.retryAfter()).isNotNull();
        assertThat(missing).containsExactly(ADA);
        assertThat(state(enrolled(again))).isEqualTo("ACTIVE");
        assertThat(missing(ADA)).isEmpty();
    }

    // P12 and E4. Breaks when the purge leaves the line (the own key is found), or deletes it whole (sent again, it
    // brings the person back).
    @Test
    void ofAnErasedPersonsLineNothingStaysButThatItEnrollsNobody() {
        // given: a key that is on no other test's line
        String own = "ada-" + UUID.randomUUID();
        FacialId ada = enrolled(door.line(importer, id, own, null, "ada"));
        FacialId eve = enrolled(door.line(importer, id, "eve", null, "eve"));
        assertThat(leftovers.holding(own)).containsExactly("import_line");

        // when
        erase(ada);

        // then
        everythingDelivered();
        assertThat(leftovers.naming(ada)).isEmpty();
        assertThat(leftovers.holding(own)).isEmpty();
        assertThat(keys()).containsExactly("eve");
        assertThat(progress().get("erased").asInt()).isEqualTo(1);
        Reply again = door.line(importer, id, own, null, "ada");
        assertThat(outcome(again)).isEqualTo("ERASED");
        assertThat(door.line(importer, id, own, null, "another picture").text()).isEqualTo(again.text());
        assertThat(missing(own, "eve", "bob")).containsExactly("bob");
        assertThat(state(eve)).isEqualTo("ACTIVE");
        assertThat(profiles()).isEqualTo(1);
    }

    // Breaks when a line says that somebody is enrolled whom nobody recognizes any more, until the purge has come by.
    @Test
    void whoIsOnTheWayOutIsErasedAlready() {
        // given
        FacialId ada = enrolled(door.line(importer, id, ADA, null, "ada"));
        sql("update profile set state = 'ERASING' where facial_id = ?", ada.value());

        // when
        Reply again = door.line(importer, id, ADA, null, "ada");

        // then
        assertThat(outcome(again)).isEqualTo("ERASED");
        assertThat(keys()).isEmpty();
        assertThat(progress().get("erased").asInt()).isEqualTo(1);
        assertThat(progress().get("enrolled").asInt()).isZero();
    }

    // C1: no ground, no pixel. Breaks when the policy is not asked before the picture is looked at.
    @Test
    void whereImportsAreOffNobodyIsLookedAt() {
        // when
        Reply opened = door.openImport(visit(), "EXPLICIT_CONSENT");
        Reply line = door.line(visit(), id, ADA, null, "ada");

        // then
        assertThat(opened.code()).isEqualTo("CONFLICT");
        assertThat(line.code()).isEqualTo("CONFLICT");
        assertThat(index.calls(FakeIndex.PROBES)).isEmpty();
        assertThat(noted()).as("without a ground, not even the key").isEmpty();
    }

    // C1. Breaks when what was stated for other terms is taken for these.
    @Test
    void whereTheTermsHaveChangedNobodyIsLookedAt() {
        // given
        sql("update import_job set terms_version = '2025-12' where id = ?", UUID.fromString(id));

        // when
        Reply line = door.line(importer, id, ADA, null, "ada");

        // then
        assertThat(line.status()).isEqualTo(422);
        assertThat(line.code()).isEqualTo("TERMS_NOT_ACCEPTED");
        assertThat(index.calls(FakeIndex.PROBES)).isEmpty();
        assertThat(noted()).isEmpty();
    }

    // C7. Breaks when a picture is noted by its SHA-256 alone: whoever steals the database would know somebody of one
    // application by the same picture in another.
    @Test
    void theSamePictureLooksDifferentInEveryImport() {
        // given
        Visit other = Visit.to(new ApplicationId(UUID.randomUUID()))
                .under(PolicyDraft.usual().importing());
        String others =
                door.openImport(other, "EXPLICIT_CONSENT").body().get("id").asText();

        // when
        enrolled(door.line(importer, id, ADA, null, "ada"));
        enrolled(door.line(other, others, ADA, null, "ada"));

        // then
        List<String> digests = texts(
                "select encode(digest, 'hex') from import_line where job_id in (?, ?) union all"
                        + " select encode(parts_digest, 'hex') from session_outcome where application_id in (?, ?)",
                UUID.fromString(id),
                UUID.fromString(others),
                application.value(),
                other.application().value());
        assertThat(digests).hasSize(4);
        assertThat(Set.copyOf(digests)).as("one for each import").hasSize(2);
    }

    // Two replicas at one line. Breaks when the later one says that the import is unknown, or leaves its person pending
    // for a minute.
    @Test
    void whoseLineHasGotItsResultMeanwhileEnrollsNobodyAndSaysSo() {
        // given
        index.probes(call -> {
            sql(
                    "update import_line set state = 'REFUSED', code = 'POOR_QUALITY', detail = 'Dark.' where job_id = ?",
                    UUID.fromString(id));
            return FakeIndex.nobody();
        });

        // when
        Reply late = door.line(importer, id, ADA, null, "ada");

        // then
        assertThat(outcome(late)).isEqualTo("MISSING");
        assertThat(texts("select state from profile where application_id = ?", application.value()))
                .doesNotContain("PENDING", "ACTIVE");
    }

    // P12. Breaks when an import whose day has come takes lines until the last of them is forgotten: an erased person's
    // line may be gone already. Or when it keeps the place of the next one.
    @Test
    void anImportWhoseDayHasComeTakesNoLinesAndIsInNobodysWay() {
        // given: forgotten as far as one sweep gets
        erase(enrolled(door.line(importer, id, ADA, null, "ada")));
        sql("update import_job set expires_at = now() where id = ?", UUID.fromString(id));
        sql("delete from import_line where job_id = ?", UUID.fromString(id));

        // when
        Reply line = door.line(importer, id, ADA, null, "ada");
        Reply seen = door.backend(importer, "GET", "/imports/" + id, null);
        Reply next = door.openImport(importer, "EXPLICIT_CONSENT");

        // then
        assertThat(line.code()).isEqualTo("NOT_FOUND");
        assertThat(seen.code()).isEqualTo("NOT_FOUND");
        assertThat(next.status()).as(next.text()).isEqualTo(201);
        assertThat(profiles()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"legalBasis\":null", "\"legalBasis\":\"CURIOSITY\"", "\"reference\":\" \"", "\"expected\":0"})
    void withoutALegalBasisNothingIsOpened(String member) {
        // given
        door.backend(importer, "PUT", "/imports/" + id + "/state", "{\"state\":\"FINISHED\"}");
        String body = "{\"legalBasis\":\"EXPLICIT_CONSENT\",\"reference\":\"x\",\"termsVersion\":\"%s\",%s}"
                .formatted(PolicyDraft.TERMS, member);

        // when
        Reply opened = door.backend(importer, "POST", "/imports", body);

        // then
        assertThat(opened.status()).as(opened.text()).isEqualTo(400);
    }

    // Breaks when the database does not see to one: two importers would not know of each other.
    @Test
    void oneImportIsOpenAtATimeAndAFinishedOneTakesNoLines() {
        // when
        Reply second = door.openImport(importer, "LEGAL_CLAIMS");
        Reply finished = door.backend(importer, "PUT", "/imports/" + id + "/state", "{\"state\":\"FINISHED\"}");
        Reply late = door.line(importer, id, ADA, null, "ada");
        Reply next = door.openImport(importer, "LEGAL_CLAIMS");

        // then
        assertThat(second.code()).isEqualTo("CONFLICT");
        assertThat(second.body().get("detail").asText()).contains(id);
        assertThat(finished.body().get("state").asText()).isEqualTo("FINISHED");
        assertThat(late.code()).isEqualTo("CONFLICT");
        assertThat(index.calls(FakeIndex.PROBES)).isEmpty();
        assertThat(next.status()).isEqualTo(201);
    }

    // G4. Breaks when an import is looked for without its application.
    @Test
    void anotherApplicationsImportIsNobodys() {
        // given
        Visit stranger = Visit.to(new ApplicationId(UUID.randomUUID()))
                .under(PolicyDraft.usual().importing());

        // when
        List<Reply> replies = List.of(
                door.line(stranger, id, ADA, null, "ada"),
                door.line(stranger, id, ADA, "{", "ada"),
                door.backend(stranger, "GET", "/imports/" + id, null),
                door.backend(stranger, "GET", "/imports/" + id + "/lines", null),
                door.backend(stranger, "POST", "/imports/" + id + "/missing", "{\"keys\":[\"a\"]}"),
                door.backend(stranger, "PUT", "/imports/" + id + "/state", "{\"state\":\"FINISHED\"}"));

        // then
        assertThat(replies).allSatisfy(reply -> assertThat(reply.code()).isEqualTo("NOT_FOUND"));
        assertThat(door.backend(importer, "GET", "/imports/" + id, null)
                        .body()
                        .get("state")
                        .asText())
                .isEqualTo("OPEN");
    }

    @Test
    void resultsComeInPages() {
        // given
        List<String> sent = List.of("c", "a", "b");
        sent.forEach(key -> door.line(importer, id, key, null, key));

        // when
        JsonNode first = page("?limit=2");
        JsonNode second = page("?limit=2&after=" + first.get("next").asText());

        // then
        assertThat(first.get("items").findValuesAsText("key")).containsExactly("c", "a");
        assertThat(second.get("items").findValuesAsText("key")).containsExactly("b");
        assertThat(second.get("next").isNull()).isTrue();
    }

    // C7. Breaks when a cursor is the number of a line, which all applications' lines share: two of them would tell how
    // many lines of others came in between. Or when it holds a key, which may be a name and would stand in logs.
    @Test
    void aCursorTellsNothingAndIsGoodForItsImportAlone() {
        // given
        List.of("c", "a").forEach(key -> door.line(importer, id, key, null, key));
        String cursor = page("?limit=1").get("next").asText();
        door.backend(importer, "PUT", "/imports/" + id + "/state", "{\"state\":\"FINISHED\"}");
        String other = opened("EXPLICIT_CONSENT");

        // when
        Reply elsewhere = door.backend(importer, "GET", "/imports/" + other + "/lines?after=" + cursor, null);
        Reply number = door.backend(importer, "GET", "/imports/" + id + "/lines?after=7", null);

        // then
        assertThat(cursor).hasSize(43);
        assertThat(elsewhere.code()).isEqualTo("INVALID_REQUEST");
        assertThat(number.code()).isEqualTo("INVALID_REQUEST");
    }

    // Breaks when a cursor is lost with the person whose line it was.
    @Test
    void aCursorOutlivesItsLine() {
        // given
        List.of("c", "a", "b").forEach(key -> door.line(importer, id, key, null, key));
        JsonNode first = page("?limit=1");
        erase(new FacialId(
                UUID.fromString(first.get("items").get(0).get("facialId").asText())));
        everythingDelivered();

        // when
        JsonNode second = page("?limit=1&after=" + first.get("next").asText());

        // then
        assertThat(second.get("items").findValuesAsText("key")).containsExactly("a");
    }

    // Bulk work does not starve whoever stands before a camera. Breaks when lines pass beside the one lane, or browsers
    // through it.
    @Test
    void oneLineIsLookedAtAtATimeAndVisitorsDoNotWaitForIt() {
        // given
        CountDownLatch seen = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        index.probes(call -> {
            if (begun.getCount() == 0) {
                return FakeIndex.nobody();
            }
            begun.countDown();
            hold(seen);
            return FakeIndex.nobody();
        });
        CompletableFuture<Reply> slow = meanwhile(() -> door.line(importer, id, "slow", null, "slow"));
        hold(begun);

        // when
        Reply other = door.line(importer, id, ADA, null, "ada");
        Reply visitor = door.enroll(visit());

        // then
        assertThat(other.status()).isEqualTo(503);
        assertThat(other.retryAfter()).isNotNull();
        assertThat(visitor.status()).isEqualTo(201);
        seen.countDown();
        enrolled(slow.join());
        enrolled(door.line(importer, id, ADA, null, "ada"));
    }

    // Learning needs the person's agreement. Breaks when any row of consent is taken for one.
    @ParameterizedTest
    @CsvSource({"EXPLICIT_CONSENT, 1", "SUBSTANTIAL_PUBLIC_INTEREST, 0"})
    void whoWasImportedWithoutConsentIsNotLearnedFrom(String basis, int learned) {
        // given
        door.backend(importer, "PUT", "/imports/" + id + "/state", "{\"state\":\"FINISHED\"}");
        FacialId ada = enrolled(door.line(importer, opened(basis), ADA, null, "ada"));

        // when
        door.learn(visit().under(PolicyDraft.usual().learningTemplates()), ada, "sealed");

        // then
        assertThat(index.changes()).hasSize(learned);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "1 2", "{\"a\":1,\"a\":2}", ""})
    void aPayloadThatIsNotOneJsonValueIsRefusedAndNotNoted(String payload) {
        // when
        Reply line = door.line(importer, id, ADA, payload, "ada");

        // then
        assertThat(outcome(line)).isEqualTo("REFUSED");
        assertThat(line.code()).isEqualTo("INVALID_REQUEST");
        assertThat(index.calls(FakeIndex.PROBES)).isEmpty();
        enrolled(door.line(importer, id, ADA, "1", "ada"));
    }

    private String opened(String basis) {
        Reply opened = door.openImport(importer, basis);
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        return opened.body().get("id").asText();
    }

    private static FacialId enrolled(Reply line) {
        assertThat(outcome(line)).as(line.text()).isEqualTo("ENROLLED");
        return line.facialId();
    }

    private static String outcome(Reply line) {
        assertThat(line.status()).as(line.text()).isEqualTo(200);
        return line.body().get("outcome").asText();
    }

    private JsonNode progress() {
        return door.backend(importer, "GET", "/imports/" + id, null).body().get("counts");
    }

    private JsonNode page(String query) {
        return door.backend(importer, "GET", "/imports/" + id + "/lines" + query, null)
                .body();
    }

    /** Keys of lines that are kept, whatever became of them. */
    private List<String> noted() {
        return texts("select own_key from import_line where job_id = ?", UUID.fromString(id));
    }

    private List<String> keys() {
        return page("").get("items").findValuesAsText("key");
    }

    private List<String> missing(String... keys) {
        String body = "{\"keys\":[\"" + String.join("\",\"", keys) + "\"]}";
        JsonNode missing = door.backend(importer, "POST", "/imports/" + id + "/missing", body)
                .body()
                .get("missing");
        return java.util.stream.StreamSupport.stream(missing.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
