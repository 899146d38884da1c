package dev.mien.index.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.Node;
import dev.mien.index.cluster.PlannedFaces;
import dev.mien.index.gallery.Query;
import dev.mien.index.gallery.Scope;
import dev.mien.index.search.GalleryMemory;
import dev.mien.index.vault.FaceVector;
import dev.mien.platform.problem.Refusal;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P2 and P11 as a replica sees them. */
class ReplicaTest {
    private static final MadeUpFace ADA = new MadeUpFace(1);
    private static final MadeUpFace BOB = new MadeUpFace(2);
    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final FacialId ada = new FacialId(UUID.randomUUID());
    private final FacialId bob = new FacialId(UUID.randomUUID());
    private Cluster cluster;
    private Node one;
    private Node two;

    @BeforeEach
    void start() {
        cluster = new Cluster();
        one = cluster.node();
        two = cluster.node();
        one.enroll(application, ADA, ada);
        one.enroll(application, BOB, bob);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void followsWithoutBeingAsked() {
        two.replica().follow();

        assertThat(two.replica().faces()).isEqualTo(2);
        assertThat(two.replica().level()).isTrue();
    }

    @Test
    void isNotLevelBeforeItHasLooked() {
        assertThat(two.replica().level()).isFalse();
    }

    @Test
    void forgetsWhoWasErasedWithoutBeingAsked() {
        two.replica().follow();
        GalleryMemory memory = new GalleryMemory(two.galleries());
        assertThat(memory.contains(ADA.vector())).isTrue();
        cluster.purge(one, cluster.entry(application, ada));

        two.replica().follow();

        // E1, E3. Breaks when catching up does not read erased_row (the checksum then makes it rebuild: see the next).
        assertThat(memory.contains(ADA.vector())).isFalse();
        assertThat(memory.contains(GalleryMemory.bytes(ada))).isFalse();
        assertThat(memory.contains(BOB.vector())).isTrue();
        assertThat(two.galleries()).hasSize(1);
    }

    @Test
    void whatHappensWhileThePictureIsLookedAtIsAtMostNewer() {
        // The head is read beside the analysis; the answer says what was seen.
        two.faces().meanwhile(() -> one.enroll(application, new MadeUpFace(3), new FacialId(UUID.randomUUID())));

        Node.Probed probed = two.probe(application, ADA);

        assertThat(probed.answer().searchedThrough().seq()).isBetween(2L, 3L);
        assertThat(probed.answer().searched())
                .isEqualTo(probed.answer().searchedThrough().seq());
    }

    @Test
    void rebuildsWhenItsRowsAreNotTheHeads() {
        // S3. Breaks when neither count nor checksum is compared.
        two.replica().follow();
        cluster.database().execute(tx -> {
            UUID fresh = UUID.randomUUID();
            one.enroll(new ApplicationId(fresh), ADA, ada);
            // A row is exchanged behind the log's back: as after a faulty restore of one table.
            tx.update(
                    "delete from template where application_id = ? and facial_id = ?",
                    application.value(),
                    ada.value());
            tx.update(
                    "update head set checksum = (select sum(row_hash) from template where application_id = ?), count = 1"
                            + " where application_id = ?",
                    application.value(),
                    application.value());
        });

        assertThat(two.recognize(application, ADA)).isEmpty();
        assertThat(two.recognize(application, BOB)).containsExactly(bob);
        assertThat(two.galleries()).hasSizeGreaterThan(1);
    }

    @Test
    void rebuildsWhenTheLogNoLongerReachesBack() {
        // Breaks when neither log_start nor the checksum is compared: either alone has it rebuilt.
        two.replica().follow();
        int made = two.galleries().size();
        cluster.purge(one, cluster.entry(application, ada));
        cluster.database().execute(tx -> tx.update("update erased_row set erased_at = now() - interval '2 days'"));
        one.housekeeping().run();
        assertThat(count("erased_row")).isZero();

        two.replica().follow();

        assertThat(two.recognize(application, ADA)).isEmpty();
        assertThat(two.galleries()).hasSize(made + 1);
    }

    @Test
    void wipesItselfWhenItIsAheadOfTheHead() {
        // P2: restored to an older dump, without anyone having said so. Breaks when neither number nor checksum is
        // compared.
        two.replica().follow();
        GalleryMemory memory = new GalleryMemory(two.galleries());
        cluster.database().execute(tx -> {
            tx.update("delete from template where facial_id = ?", bob.value());
            tx.update("update head set seq = 1, count = 1, checksum = (select sum(row_hash) from template)");
        });

        assertThat(two.recognize(application, BOB)).isEmpty();
        assertThat(memory.contains(BOB.vector())).isFalse();
        assertThat(two.recognize(application, ADA)).containsExactly(ada);
    }

    @Test
    void wipesItselfInAnotherIncarnation() {
        // P2: restored to an older dump in which another face has the same number, count and checksum made to fit.
        // Breaks when the incarnation is not compared.
        two.replica().follow();
        cluster.database().execute(one.purge()::restored);
        int made = two.galleries().size();

        two.replica().follow();

        assertThat(two.galleries()).hasSize(made + 1);
        assertThat(two.replica().level()).isTrue();
    }

    @Test
    void aChangedBitIsFoundAndTheIndexNotSearched() {
        // K1, S3. Breaks when an unreadable row is passed over.
        cluster.database()
                .execute(tx -> tx.update(
                        "update template set sealed = set_bit(sealed, 200, 1 - get_bit(sealed, 200))"
                                + " where facial_id = ?",
                        ada.value()));

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> two.recognize(application, BOB))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(503));
        two.replica().follow();
        assertThat(two.replica().level()).isFalse();
        assertThat(new GalleryMemory(two.galleries()).allZero()).isTrue();
    }

    @Test
    void swappedRowsAreFoundEvenWithTheirHashes() {
        // K1: ADA's sealed template under BOB's Facial ID, hash and all.
        cluster.database()
                .execute(tx -> tx.update("update template t set sealed = o.sealed, wrapped_key = o.wrapped_key,"
                        + " row_hash = o.row_hash from template o where o.row_id <> t.row_id"));

        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> two.recognize(application, ADA));
    }

    @Test
    void oneBrokenIndexKeepsNoOtherFromForgetting() {
        // P11. Breaks when follow() ends with the first failure: the erasure of the other application never passes.
        ApplicationId broken = new ApplicationId(UUID.randomUUID());
        one.enroll(broken, ADA, new FacialId(UUID.randomUUID()));
        cluster.database()
                .execute(tx -> tx.update("delete from application_key where application_id = ?", broken.value()));
        one.replica().follow();
        two.replica().follow();
        LedgerEntry entry = cluster.entry(application, ada);
        cluster.purge(one, entry);

        one.replica().follow();
        two.replica().follow();

        assertThat(one.purge().passed(entry.number())).isTrue();
        assertThat(two.replica().level()).isFalse();
    }

    @Test
    void anIndexThatDidNotAddUpIsReadAgainOnceItDoes() {
        // S3. Breaks when the checksum is not compared: the count alone is right here.
        cluster.database().execute(tx -> tx.update("update head set checksum = checksum + 1"));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> two.recognize(application, ADA));
        cluster.database().execute(tx -> tx.update("update head set checksum = checksum - 1"));
        cluster.clock().advance(Duration.ofSeconds(2));

        two.replica().follow();

        assertThat(two.replica().level()).isTrue();
        assertThat(two.recognize(application, ADA)).containsExactly(ada);
    }

    @Test
    void aReplicaThatWasPausedForgetsEverythingBeforeItAnswers() {
        // P11: SIGSTOP during an erasure, resumed after its lease ran out. Breaks when the lease is looked at neither
        // in the head's snapshot nor after the search.
        two.replica().follow();
        GalleryMemory memory = new GalleryMemory(two.galleries());
        int made = two.galleries().size();
        expireLeases();

        assertThat(two.recognize(application, BOB)).containsExactly(bob);

        assertThat(two.galleries()).hasSize(made + 1);
        assertThat(two.galleries().getFirst().count()).isZero();
        assertThat(memory.contains(ADA.vector())).isTrue();
        assertThat(count("replica_lease")).isEqualTo(3);
    }

    @Test
    void aLeaseThatRanOutCannotBeRenewed() {
        // P11. Breaks when Leases.renew drops its condition.
        two.replica().follow();
        int made = two.galleries().size();
        GalleryMemory memory = new GalleryMemory(two.galleries());
        expireLeases();

        two.replica().renewLease();

        assertThat(memory.allZero()).isTrue();
        assertThat(two.replica().level()).isFalse();
        two.replica().follow();
        assertThat(two.galleries()).hasSize(made + 1);
    }

    @Test
    void aLeaseThatIsRenewedInTimeCostsNothing() {
        two.replica().follow();
        int made = two.galleries().size();

        two.replica().renewLease();
        two.replica().follow();

        assertThat(two.galleries()).hasSize(made);
        assertThat(two.replica().level()).isTrue();
    }

    @Test
    void aSearchAfterAWipeCatchesUpAgain() {
        // The lease is lost while the picture is looked at, after the head was read.
        two.replica().follow();
        two.faces().meanwhile(() -> {
            expireLeases();
            two.replica().renewLease();
        });

        assertThat(two.recognize(application, ADA)).containsExactly(ada);
    }

    @Test
    void aReplicaThatWasPausedBetweenCatchingUpAndSearchingFindsNobodyWhoIsGone() {
        // P11. Breaks when search() does not look at the lease: the erasure has passed without this replica.
        two.replica().catchUp(application);
        expireLeases();
        one.replica().renewLease();
        LedgerEntry entry = cluster.entry(application, ada);
        cluster.purge(one, entry);
        one.replica().follow();
        assertThat(one.purge().passed(entry.number())).isTrue();

        Searched searched;
        try (FaceVector face = ADA.vector();
                Query query = Query.of(face)) {
            searched = two.replica()
                    .search(application, new Search(PlannedFaces.PROFILE, query, faces -> 0.5, 9, Scope.EVERYONE));
        }

        assertThat(searched.hits()).isEmpty();
        assertThat(searched.searched()).isEqualTo(1);
    }

    @Test
    void aStopForgetsEverythingAndGivesTheLeaseUp() {
        two.replica().follow();
        GalleryMemory memory = new GalleryMemory(two.galleries());
        long before = count("replica_lease");

        two.replica().stop();

        assertThat(memory.allZero()).isTrue();
        assertThat(count("replica_lease")).isEqualTo(before - 1);
    }

    private void expireLeases() {
        cluster.database()
                .execute(tx -> tx.update("update replica_lease set expires_at = clock_timestamp() - interval '1 s'"));
    }

    private long count(String table) {
        return cluster.database()
                .write(tx -> tx.first("select count(*) from " + table, row -> row.getLong(1)))
                .orElseThrow();
    }
}
