package dev.mien.enrollment.carried;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.Services;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.deletion.UndoRequest;
import dev.mien.contracts.event.EventType;
import dev.mien.contracts.index.HeadPosition;
import dev.mien.contracts.index.OpenedParts;
import dev.mien.contracts.index.OpenedTemplate;
import dev.mien.contracts.index.StoredParts;
import dev.mien.enrollment.peers.EnrollmentServiceTest;
import dev.mien.enrollment.peers.FakeIndex;
import dev.mien.enrollment.peers.PolicyDraft;
import dev.mien.enrollment.peers.Reply;
import dev.mien.enrollment.sweep.Sweeping;
import dev.mien.platform.indexfile.IndexFileBatch;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People who come with an index file: pending, stored, active; index-service, which alone opens files, is played. */
@QuarkusTest
class ArrivingTest extends EnrollmentServiceTest {
    private static final String BASIS = "moved from our old installation, whose consents we keep";
    private final UUID file = UUID.randomUUID();
    private final ApplicationId source = new ApplicationId(UUID.randomUUID());
    private final FacialId ada = new FacialId(UUID.randomUUID());
    private final FacialId bob = new FacialId(UUID.randomUUID());

    @Inject
    Sweeping sweeping;

    // Breaks when somebody is active before the store, or a paused person is active for a moment.
    @Test
    void eachIsPendingThenStoredThenActiveOrPausedAsTheyWere() {
        // given
        List<String> during = new CopyOnWriteArrayList<>();
        index.opens(parts(true, template(0, ada), new OpenedTemplate(1, bob, true, List.of())));
        index.partStores(call -> {
            during.add(state(ada) + " " + state(bob));
            return FakeIndex.allStored(call);
        });

        // when
        Reply reply = take(0, 3);

        // then
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(during).containsExactly("PENDING PENDING");
        assertThat(state(ada)).isEqualTo("ACTIVE");
        assertThat(state(bob)).isEqualTo("PAUSED");
        assertThat(reply.body().get("state").textValue()).isEqualTo("COMPLETE");
        assertThat(reply.body().get("next").longValue()).isEqualTo(3);
        assertThat(reply.body().get("imported").longValue()).isEqualTo(2);
        assertThat(texts("select source || ' ' || terms_version from consent where facial_id = ?", ada.value()))
                .containsExactly("IMPORTER " + PolicyDraft.TERMS);
        assertThat(texts("select basis from index_import where file = ?", file)).containsExactly(BASIS);
        assertThat(events(EventType.ENROLLMENT_COMPLETED, 2)).hasSize(2);
        assertThat(events(EventType.ENROLLMENT_UPDATED, 1)).hasSize(1);
    }

    // Breaks when the ledger is not asked, or only for this application: E4, nobody is ever brought back.
    @Test
    void whoeverIsInTheLedgerStaysErased() {
        // given
        FacialId gone = enrolled();
        erase(gone);
        purged(deletion.append(source, bob, false));
        index.opens(parts(true, template(0, gone), template(1, bob), template(2, ada)));

        // when
        Reply reply = take(0, 4);

        // then
        assertThat(reply.body().get("erased").longValue()).isEqualTo(2);
        assertThat(reply.body().get("imported").longValue()).isEqualTo(1);
        assertThat(state(gone)).isEqualTo("gone");
        assertThat(state(bob)).isEqualTo("gone");
        assertThat(FakeIndex.offsets(index.calls(FakeIndex.PART_STORES).getFirst()))
                .containsExactly("2");
    }

    // Breaks when only this application and the file's own are asked for: all others of the file are taken by the
    // application that they came into, and whoever was erased there would be the one who comes in here.
    @Test
    void whoCameElsewhereWithThisFileAndWasErasedStaysErased() {
        // given
        ApplicationId elsewhere = new ApplicationId(UUID.randomUUID());
        sql(
                "insert into index_import (application_id, file, terms_version, basis) values (?, ?, '1', 'x')",
                elsewhere.value(),
                file);
        purged(deletion.append(elsewhere, bob, false));
        index.opens(parts(true, template(0, bob), template(1, ada)));

        // when
        Reply reply = take(0, 3);

        // then
        assertThat(reply.body().get("erased").longValue()).isEqualTo(1);
        assertThat(reply.body().get("imported").longValue()).isEqualTo(1);
        assertThat(state(bob)).isEqualTo("gone");
    }

    // E4, E8. Breaks when the ledger is asked about people alone: whoever comes would be active in an application that
    // is no more, or come back from one that was deleted here.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofAnApplicationThatWasDeletedNobodyComes(boolean own) {
        // given
        ApplicationId deleted = own ? application : source;
        sql(
                "insert into ledger_copy (number, kind, subject_hash, removed, fulfilled_at)"
                        + " select least(min(number), 0) - 1, 'APPLICATION', ?, '{}', now() from ledger_copy",
                (Object) hasher.of(deleted).bytes());
        index.opens(parts(true, template(0, ada), template(1, bob)));

        // when
        Reply reply = take(0, 3);

        // then
        assertThat(reply.body().get("erased").longValue()).isEqualTo(2);
        assertThat(state(ada)).isEqualTo("gone");
        assertThat(index.calls(FakeIndex.PART_STORES)).isEmpty();
    }

    // Breaks when what was left pending is taken for somebody else's, counted twice, or swept up meanwhile.
    @Test
    void anInterruptedImportGoesOn() {
        // given
        index.opens(parts(true, template(0, ada), template(1, bob)));
        index.partStores(call -> {
            throw new IllegalStateException("index-service dies here");
        });
        assertThat(take(0, 3).status()).isEqualTo(503);
        assertThat(state(ada)).isEqualTo("PENDING");
        sql(
                "update profile set pending_since = now() - interval '23 hours' where application_id = ?",
                application.value());
        sweeping.sweep();

        // when
        index.partStores(FakeIndex::allStored);
        Reply reply = take(0, 3);

        // then
        assertThat(reply.body().get("imported").longValue()).isEqualTo(2);
        assertThat(state(ada)).isEqualTo("ACTIVE");
        assertThat(state(bob)).isEqualTo("ACTIVE");
        assertThat(count("select count(*) from consent where facial_id = ?", ada.value()))
                .isEqualTo(1);
    }

    // P1. Breaks when who is pending by this file is stored without a look at who was found: nothing of them had been
    // stored, so nobody kept another of that face out, and both would be active.
    @Test
    void whoEnrolledWhileAnImportWasInterruptedKeepsTheirFace() {
        // given
        index.opens(parts(true, template(0, ada), template(1, bob)));
        index.partStores(call -> {
            throw new IllegalStateException("index-service dies here");
        });
        assertThat(take(0, 3).status()).isEqualTo(503);
        FacialId meanwhile = enrolled();

        // when
        index.opens(parts(true, matching(0, ada, meanwhile, bob), matching(1, bob, ada)));
        index.partStores(FakeIndex::allStored);
        Reply reply = take(0, 3);

        // then
        assertThat(reply.body().get("duplicates").longValue()).isEqualTo(1);
        assertThat(reply.body().get("imported").longValue()).isEqualTo(1);
        await().until(() -> state(ada).equals("gone"));
        assertThat(state(bob)).isEqualTo("ACTIVE");
    }

    // Breaks when an import that nobody goes on with keeps its people pending, and others of their faces out, for ever.
    @Test
    void afterADayNobodyWaitsForItAnyMore() {
        // given
        index.opens(parts(true, template(0, ada)));
        index.partStores(call -> {
            throw new IllegalStateException("index-service dies here");
        });
        take(0, 2);
        sql(
                "update profile set pending_since = now() - interval '25 hours' where application_id = ?",
                application.value());

        // when
        sweeping.sweep();

        // then
        await().until(() -> state(ada).equals("gone"));
    }

    // Breaks when the same parts are dealt with twice, or a file that was imported begins anew.
    @Test
    void thePartsOfAnImportCountOnce() {
        // given
        index.opens(parts(false, template(0, ada)));
        take(0, 1);
        index.opens(parts(true, template(0, bob)));

        // when, then
        assertThat(take(0, 2).status()).isEqualTo(409);
        assertThat(state(bob)).isEqualTo("gone");
        assertThat(take(1, 2).body().get("imported").longValue()).isEqualTo(2);
        Reply again = take(0, 2);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().get("next").longValue()).isEqualTo(3);
        assertThat(door.manage(application, "GET", "/index-imports/" + file, null)
                        .body())
                .isEqualTo(again.body());
        assertThat(door.manage(source, "GET", "/index-imports/" + file, null).status())
                .isEqualTo(404);
    }

    // Breaks when somebody who is here is changed by a file, or somebody of another application is taken over.
    @Test
    void thosePresentAreLeftAsTheyAre() {
        // given
        FacialId known = enrolled();
        FacialId paused = inState("PAUSED");
        FacialId others = new FacialId(UUID.randomUUID());
        sql(
                "insert into profile (facial_id, application_id, subject_hash, state, version, activated_at)"
                        + " values (?, ?, ?, 'ACTIVE', 1, now())",
                others.value(),
                source.value(),
                hasher.of(source, others).bytes());
        index.opens(parts(true, template(0, known), template(1, paused), template(2, others)));

        // when
        Reply reply = take(0, 4);

        // then
        assertThat(reply.body().get("known").longValue()).isEqualTo(2);
        assertThat(reply.body().get("taken").longValue()).isEqualTo(1);
        assertThat(state(paused)).isEqualTo("PAUSED");
        assertThat(index.calls(FakeIndex.PART_STORES)).isEmpty();
        assertThat(count("select count(*) from consent where facial_id = ? and source = 'IMPORTER'", known.value()))
                .isZero();
    }

    // Breaks when a match is not looked up, or whoever is being erased keeps others out.
    @Test
    void aFaceThatIsHereIsNotImported() {
        // given
        FacialId here = enrolled();
        FacialId going = inState("ERASING");
        FacialId eve = new FacialId(UUID.randomUUID());
        index.opens(parts(
                true,
                matching(0, ada, here),
                matching(1, bob, going),
                // The same face as the one before it.
                matching(2, eve, bob)));

        // when
        Reply reply = take(0, 4);

        // then
        assertThat(reply.body().get("duplicates").longValue()).isEqualTo(2);
        assertThat(state(ada)).isEqualTo("gone");
        assertThat(state(bob)).isEqualTo("ACTIVE");
        assertThat(state(eve)).isEqualTo("gone");
    }

    // P1. Breaks when somebody undecided is ignored, or is waited for by those who do not depend on them.
    @Test
    void whoeverIsUndecidedIsWaitedFor() {
        // given
        FacialId undecided = inState("PENDING");
        index.opens(parts(true, template(0, bob), matching(1, ada, undecided)));

        // when
        Reply reply = take(0, 3);

        // then
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.retryAfter()).isNotNull();
        assertThat(state(bob)).isEqualTo("ACTIVE");
        assertThat(state(ada)).isEqualTo("gone");
        assertThat(progress("next")).isZero();
    }

    // P1. Breaks when whoever came between search and store is taken for somebody before that is decided: the person is
    // undone, and the ledger keeps them out for ever, for the sake of an enrollment that came to nothing.
    @Test
    void whoMeetsAnEnrollmentThatComesToNothingComesIn() {
        // given
        FacialId rival = inState("PENDING");
        index.opens(parts(true, template(0, ada), template(1, bob)));
        index.partStores(call -> new StoredParts(List.of(StoredParts.Outcome.MATCHED, StoredParts.Outcome.STORED)));
        Reply met = take(0, 3);
        String meanwhile = state(ada) + " " + state(bob);
        sql("update profile set state = 'ERASING' where facial_id = ?", rival.value());

        // when
        index.opens(parts(true, matching(0, ada, rival), template(1, bob)));
        index.partStores(FakeIndex::allStored);
        Reply reply = take(0, 3);

        // then
        assertThat(met.status()).isEqualTo(503);
        assertThat(met.retryAfter()).isNotNull();
        assertThat(meanwhile).isEqualTo("PENDING ACTIVE");
        assertThat(reply.body().get("imported").longValue()).isEqualTo(2);
        assertThat(reply.body().get("duplicates").longValue()).isZero();
        assertThat(state(ada)).isEqualTo("ACTIVE");
        assertThat(count("select count(*) from consent where facial_id = ?", bob.value()))
                .isEqualTo(1);
        assertThat(deletion.undosIn(application))
                .extracting(UndoRequest::facialId)
                .doesNotContain(ada);
    }

    // P1. Breaks when a person stays pending whose face is somebody's by now: only the ledger ends a pending life.
    @Test
    void whoMeetsAnEnrollmentThatSucceedsIsADuplicate() {
        // given
        FacialId rival = inState("PENDING");
        index.opens(parts(true, template(0, ada), template(1, bob)));
        index.partStores(call -> new StoredParts(List.of(StoredParts.Outcome.MATCHED, StoredParts.Outcome.STORED)));
        assertThat(take(0, 3).status()).isEqualTo(503);
        sql(
                "update profile set state = 'ACTIVE', version = 1, activated_at = now() where facial_id = ?",
                rival.value());

        // when
        index.opens(parts(true, matching(0, ada, rival), template(1, bob)));
        index.partStores(FakeIndex::allStored);
        Reply reply = take(0, 3);

        // then
        assertThat(reply.body().get("duplicates").longValue()).isEqualTo(1);
        assertThat(reply.body().get("imported").longValue()).isEqualTo(1);
        assertThat(state(bob)).isEqualTo("ACTIVE");
        await().until(() -> state(ada).equals("gone"));
        assertThat(deletion.undosIn(application)).hasSize(1);
    }

    // Breaks when the day that an interrupted import has is counted from its first upload: whoever has to wait for
    // somebody longer than that is given up, and the ledger keeps them out.
    @Test
    void whoeverGoesOnComingIsNotGivenUp() {
        // given
        FacialId rival = inState("PENDING");
        sql("update profile set carried_by = ? where facial_id = ?", UUID.randomUUID(), rival.value());
        index.opens(parts(true, template(0, ada)));
        index.partStores(call -> new StoredParts(List.of(StoredParts.Outcome.MATCHED)));
        take(0, 2);
        sql(
                "update profile set pending_since = now() - interval '23 hours' where application_id = ?",
                application.value());
        index.opens(parts(true, matching(0, ada, rival)));
        assertThat(take(0, 2).status()).isEqualTo(503);
        sql(
                "update profile set pending_since = pending_since - interval '2 hours' where application_id = ?",
                application.value());

        // when
        sweeping.sweep();

        // then
        await().until(() -> !state(rival).equals("PENDING"));
        assertThat(state(ada)).isEqualTo("PENDING");
        index.partStores(FakeIndex::allStored);
        assertThat(take(0, 2).body().get("imported").longValue()).isEqualTo(1);
        assertThat(state(ada)).isEqualTo("ACTIVE");
    }

    // Breaks when who is pending by a file that broke off stays that file's: whoever downloads the index once more
    // instead of sending the old file again would wait for a day, and then find their people in the ledger.
    @Test
    void anotherFileGoesOnWithThoseOfOneThatBrokeOff() {
        // given
        index.opens(parts(true, template(0, ada)));
        index.partStores(call -> {
            throw new IllegalStateException("index-service dies here");
        });
        take(0, 2);
        index.opens(new OpenedParts(
                UUID.randomUUID(), source, new HeadPosition(new UUID(0, 1), 3), true, List.of(template(0, ada))));

        // when
        index.partStores(FakeIndex::allStored);
        Reply reply = take(0, 2);

        // then
        assertThat(reply.body().get("imported").longValue()).isEqualTo(1);
        assertThat(state(ada)).isEqualTo("ACTIVE");
    }

    // P12. Breaks when who is moving between two model profiles becomes active by one template, though the other one
    // met somebody.
    @Test
    void whoComesWithTwoTemplatesWaitsForBoth() {
        // given
        index.opens(parts(true, template(0, ada), template(1, ada)));
        index.partStores(call -> new StoredParts(List.of(StoredParts.Outcome.STORED, StoredParts.Outcome.MATCHED)));

        // when
        Reply reply = take(0, 3);

        // then
        assertThat(reply.status()).isEqualTo(503);
        assertThat(state(ada)).isEqualTo("PENDING");
    }

    // Breaks when people are imported without the current terms, or without a reason (C1).
    @Test
    void anImporterStatesTermsAndBasis() {
        // given
        index.opens(parts(true, template(0, ada)));

        // when, then
        assertThat(take(new IndexFileBatch("k", "an older one", BASIS, new byte[] {1}, 0, filler(2)))
                        .code())
                .isEqualTo("TERMS_NOT_ACCEPTED");
        for (String basis : List.of("", " ", "x".repeat(501), "two\nlines")) {
            assertThat(take(new IndexFileBatch("k", PolicyDraft.TERMS, basis, new byte[] {1}, 0, filler(2)))
                            .status())
                    .isEqualTo(400);
        }
        assertThat(state(ada)).isEqualTo("gone");
        assertThat(index.calls(FakeIndex.OPENINGS)).isEmpty();
    }

    private long progress(String member) {
        return door.manage(application, "GET", "/index-imports/" + file, null)
                .body()
                .get(member)
                .longValue();
    }

    private Reply take(long first, int parts) {
        return take(new IndexFileBatch("k", PolicyDraft.TERMS, BASIS, new byte[] {1}, first, filler(parts)));
    }

    private Reply take(IndexFileBatch batch) {
        byte[] body = batch.write();
        return door.send(
                "POST",
                "/internal/v1/index-imports",
                IndexFileBatch.MEDIA_TYPE,
                body,
                door.context(visit(), Operation.MANAGE, body),
                Services.GATEWAY);
    }

    /** Parts that nobody here can open anyway. */
    private static List<byte[]> filler(int count) {
        List<byte[]> parts = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            parts.add(new byte[] {1, 0, 0, 0, 1, 7});
        }
        return parts;
    }

    private OpenedParts parts(boolean ended, OpenedTemplate... templates) {
        return new OpenedParts(file, source, new HeadPosition(new UUID(0, 1), 5), ended, List.of(templates));
    }

    private static OpenedTemplate template(int offset, FacialId facialId) {
        return matching(offset, facialId);
    }

    private static OpenedTemplate matching(int offset, FacialId facialId, FacialId... matches) {
        return new OpenedTemplate(offset, facialId, false, List.of(matches));
    }
}
