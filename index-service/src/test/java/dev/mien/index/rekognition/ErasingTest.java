package dev.mien.index.rekognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.contracts.FacialId;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.contracts.index.StoreAnswer.Outcome;
import dev.mien.index.cloud.FakeRekognition;
import dev.mien.index.cloud.Fault;
import dev.mien.index.cloud.Portrait;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.rekognition.CloudNode.Probed;
import dev.mien.platform.problem.Refusal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What must be gone is gone from AWS, too, and nothing is confirmed before AWS lists it no more. */
class ErasingTest extends CloudTest {

    @Test
    void whoIsPurgedIsNobodyFromTheCommitOnAndPassedOnceAwsListsThemNoMore() {
        one.enroll(application, ADA, ada);
        one.enroll(application, BOB, bob);
        LedgerEntry entry = cluster.entry(application, ada);

        assertThat(one.purge(entry)).containsEntry("rekognitionFaces", 1);

        assertThat(two.recognize(application, ADA)).isEmpty();
        assertThat(one.passed(entry)).isFalse();
        assertThat(cluster.tablesThatName(ada)).containsExactly("stored_probe");
        two.cleanUp();
        assertThat(one.passed(entry)).isTrue();
        assertThat(atAws()).extracting(FakeRekognition.Stored::person).containsExactly(BOB.person());
        assertThat(two.recognize(application, BOB)).containsExactly(bob);
        assertThat(one.engine().count(application)).isEqualTo(1);
    }

    @Test
    void aHalfDoneDeletionIsRepeatedAndNeverConfirmed() {
        one.enroll(application, ADA, ada);
        LedgerEntry entry = cluster.entry(application, ada);
        one.purge(entry);
        cloud.next("DeleteFaces", new Fault.HalfDeleted());

        one.cleanUp();

        // Breaks when the answer to DeleteFaces, which says that it is gone, is believed.
        assertThat(atAws()).hasSize(1);
        assertThat(one.passed(entry)).isFalse();
        one.cleanUp();
        assertThat(atAws()).isEmpty();
        assertThat(one.passed(entry)).isTrue();
    }

    @Test
    void whileAwsIsAwayNothingIsConfirmed() {
        one.enroll(application, ADA, ada);
        LedgerEntry entry = cluster.entry(application, ada);
        one.purge(entry);
        Fault away = new Fault.Refused(503, "ServiceUnavailableException");
        cloud.next("DeleteFaces", away, away, away);
        one.cleanUp();
        Fault denied = new Fault.Refused(400, "AccessDeniedException");
        cloud.next("ListFaces", denied);
        one.cleanUp();

        assertThat(one.passed(entry)).isFalse();
        one.cleanUp();
        assertThat(one.passed(entry)).isTrue();
    }

    @Test
    void whoIsInTheLedgerIsNotSentToAws() {
        Probed probed = one.probe(application, ADA);
        one.purge(cluster.entry(application, ada));

        assertThat(one.store(probed, ada).outcome()).isEqualTo(Outcome.ERASED);
        assertThat(cloud.operations()).doesNotContain("IndexFaces");
    }

    @Test
    void whoIsErasedWhileTheirFaceIsOnItsWayIsTakenOutAgain() {
        // P4. Breaks when settling does not look at the ledger, or the purge does not see what is only intended.
        Probed probed = one.probe(application, ADA);
        LedgerEntry entry = cluster.entry(application, ada);
        cloud.next("IndexFaces", new Fault.Meanwhile(() -> two.purge(entry)));

        assertThat(one.store(probed, ada).outcome()).isEqualTo(Outcome.ERASED);

        assertThat(two.passed(entry)).isFalse();
        assertThat(two.recognize(application, ADA)).isEmpty();
        two.cleanUp();
        assertThat(atAws()).isEmpty();
        assertThat(two.passed(entry)).isTrue();
    }

    @Test
    void aFaceThatLandedUnheardIsFoundAndTakenOut() {
        one.enroll(application, BOB, bob);
        Probed probed = one.probe(application, ADA);
        cloud.next("IndexFaces", new Fault.DoneAndLost());
        assertThatThrownBy(() -> one.store(probed, ada)).isInstanceOf(Refusal.class);
        LedgerEntry entry = cluster.entry(application, ada);
        one.purge(entry);

        one.cleanUp();

        // Breaks when a store that failed is taken for one that did nothing: an orphan would stay at AWS for ever.
        assertThat(atAws()).hasSize(2);
        assertThat(one.passed(entry)).isFalse();
        letTimePass();
        one.cleanUp();
        assertThat(atAws()).extracting(FakeRekognition.Stored::person).containsExactly(BOB.person());
        assertThat(one.passed(entry)).isTrue();
    }

    @Test
    void aStoreThatIsSentOnceIsNotRepeatedBehindOurBack() {
        Probed probed = one.probe(application, ADA);
        cloud.next("IndexFaces", new Fault.DoneAndLost());

        assertThatThrownBy(() -> one.store(probed, ada)).isInstanceOf(Refusal.class);

        // Breaks when the SDK repeats it: two faces of one name, of which only one is known.
        assertThat(cloud.operations().stream().filter("IndexFaces"::equals)).hasSize(1);
    }

    @Test
    void aStoreWhoseProcessDiedLeavesNothing() {
        Probed probed = one.probe(application, ADA);
        cloud.next(
                "IndexFaces",
                new Fault.Meanwhile(() -> cluster.database()
                        .execute(tx -> tx.update("alter table rekognition_face rename column face_id to not_now"))));
        assertThatThrownBy(() -> one.store(probed, ada)).isInstanceOf(RuntimeException.class);
        cluster.database().execute(tx -> tx.update("alter table rekognition_face rename column not_now to face_id"));
        assertThat(count("rekognition_face where state = 'INTENDED'")).isEqualTo(1);
        assertThat(atAws()).hasSize(1);

        letTimePass();
        two.cleanUp();

        // Breaks when an intention is written in the transaction that the failure rolls back.
        assertThat(atAws()).isEmpty();
        assertThat(count("rekognition_face")).isZero();
    }

    @Test
    void aFaceThatNeverLandedIsForgottenInTheEnd() {
        Probed probed = one.probe(application, ADA);
        CloudNode impatient =
                new CloudNode(cluster, TestSettings.at(cloud.endpoint()).impatient());
        cloud.next("IndexFaces", new Fault.Refused(500, "InternalServerError"));
        assertThatThrownBy(() -> impatient.store(probed, ada)).isInstanceOf(Refusal.class);
        LedgerEntry entry = cluster.entry(application, ada);
        one.purge(entry);

        letTimePass();
        one.cleanUp();

        assertThat(one.passed(entry)).isTrue();
        impatient.close();
    }

    @Test
    void anApplicationGoesWithItsCollection() {
        one.enroll(application, ADA, ada);
        one.enroll(application, BOB, bob);
        LedgerEntry entry = cluster.entry(application);
        Probed late = one.probe(application, Portrait.of(3));

        assertThat(one.purge(entry)).containsEntry("rekognitionFaces", 2);

        assertThat(two.recognize(application, ADA)).isEmpty();
        two.cleanUp();
        assertThat(cloud.collections()).isEmpty();
        // Breaks when it is confirmed while a CreateCollection that was sent a moment ago could still land.
        assertThat(two.passed(entry)).isFalse();
        letTimePass();
        two.cleanUp();
        assertThat(two.passed(entry)).isTrue();
        assertThat(count("rekognition_face")).isZero();
        assertThat(one.store(late, ada).outcome()).isEqualTo(Outcome.ERASED);
        assertThat(cloud.collections()).isEmpty();
    }

    @Test
    void anApplicationThatIsKnownByHashAloneGoesToo() {
        one.enroll(application, ADA, ada);

        assertThat(one.purge(Cluster.anonymous(cluster.entry(application)))).containsEntry("rekognitionFaces", 1);
        assertThat(cluster.tablesThatName(ada)).isEmpty();
    }

    @Test
    void afterARestoreNothingIsConfirmedBeforeAwsWasAskedWhatItHas() {
        one.enroll(application, ADA, ada);
        cluster.database().execute(tx -> tx.update("create table dump as select * from rekognition_face"));
        one.enroll(application, BOB, bob);
        cluster.database().execute(tx -> {
            tx.update("delete from rekognition_face");
            tx.update("insert into rekognition_face select * from dump");
            one.engine().holder().restored(tx);
        });
        LedgerEntry entry = cluster.entry(application, bob);
        one.purge(entry);

        // Breaks when what a restored database does not know is taken for erased.
        assertThat(one.passed(entry)).isFalse();
        assertThat(atAws()).hasSize(2);
        one.cleanUp();
        assertThat(one.passed(entry)).isTrue();
        assertThat(atAws()).extracting(FakeRekognition.Stored::person).containsExactly(ADA.person());
    }

    @Test
    void anErasureThatIsThrottledHalfWayGoesOn() {
        one.enroll(application, ADA, ada);
        LedgerEntry entry = cluster.entry(application, ada);
        one.purge(entry);
        Fault busy = new Fault.Refused(400, "ThrottlingException");
        cloud.next("ListFaces", busy, busy, busy, busy);

        one.cleanUp();

        // Deleted, and not known to be. Breaks when a face is forgotten before AWS has said that it lists it no more,
        // or when deleting what is gone already is a failure.
        assertThat(atAws()).isEmpty();
        assertThat(one.passed(entry)).isFalse();
        two.cleanUp();
        assertThat(two.passed(entry)).isTrue();
    }

    @Test
    void whatIsHeardOfAFaceWhileItIsLookedForIsNotForgotten() {
        one.enroll(application, BOB, bob);
        Probed probed = one.probe(application, ADA);
        cloud.next("IndexFaces", new Fault.Refused(500, "InternalServerError"));
        assertThatThrownBy(() -> one.store(probed, ada)).isInstanceOf(Refusal.class);
        letTimePass();
        // Its store wakes up now, and writes down what AWS had called it.
        cloud.next(
                "ListFaces",
                new Fault.Meanwhile(() -> cluster.database()
                        .execute(tx -> tx.update("update rekognition_face set face_id ="
                                + " '6f1c0b53-3a52-4a4c-9a55-1f5be4f0a001' where state = 'GOING'"))));

        one.cleanUp();

        // Breaks when the sweep forgets by name whom it has not found, whatever has been heard of them since.
        assertThat(cloud.operations()).contains("DeleteFaces");
        assertThat(count("rekognition_face where state = 'GOING'")).isZero();
    }

    @Test
    void afterARestoreCollectionsThatNoRowKnowsAreFoundAndEmptied() {
        one.enroll(application, ADA, ada);
        cloud.make("test-not-ours");
        cloud.make("another-" + application);
        cluster.database().execute(tx -> {
            tx.update("delete from rekognition_face");
            tx.update("delete from rekognition_collection");
            one.engine().holder().restored(tx);
        });
        LedgerEntry entry = cluster.entry(application, ada);
        one.purge(entry);

        // Breaks when only collections with a row are listed: ada's face would stay, and her erasure be confirmed.
        assertThat(one.passed(entry)).isFalse();
        cloud.next("ListCollections", new Fault.Refused(400, "AccessDeniedException"));
        one.cleanUp();
        assertThat(one.passed(entry)).isFalse();
        one.cleanUp();
        assertThat(atAws()).isEmpty();
        assertThat(one.passed(entry)).isTrue();
        assertThat(cloud.collections()).contains("test-not-ours", "another-" + application);
    }

    @Test
    void afterARestoreTheCollectionOfADeletedApplicationGoes() {
        one.enroll(application, ADA, ada);
        LedgerEntry entry = cluster.entry(application);
        cluster.database().execute(tx -> {
            tx.update("delete from rekognition_face");
            tx.update("delete from rekognition_collection");
            one.engine().holder().restored(tx);
        });
        one.purge(entry);

        assertThat(one.passed(entry)).isFalse();
        one.cleanUp();
        letTimePass();
        one.cleanUp();
        // Breaks when what is found again is not held against the ledger.
        assertThat(cloud.collections()).isEmpty();
        assertThat(one.passed(entry)).isTrue();
    }

    @Test
    void theCountIsThatOfWhomASearchCanFind() {
        one.enroll(application, ADA, ada);
        one.enroll(application, BOB, bob);
        Probed lost = one.probe(application, Portrait.of(3));
        cloud.next("IndexFaces", new Fault.DoneAndLost());
        assertThatThrownBy(() -> one.store(lost, new FacialId(UUID.randomUUID())))
                .isInstanceOf(Refusal.class);
        assertThat(one.engine().count(application)).isEqualTo(2);

        one.purge(cluster.entry(application, ada));
        one.purge(cluster.entry(application, new FacialId(UUID.randomUUID())));

        // Breaks when a failed store counts, or a purge counts twice or not at all: a policy's largest search hangs on
        // it.
        assertThat(one.engine().count(application))
                .isEqualTo(count("rekognition_face where state = 'STORED'"))
                .isEqualTo(1);
        letTimePass();
        two.cleanUp();
        assertThat(atAws()).extracting(FakeRekognition.Stored::person).containsExactly(BOB.person());
        assertThat(two.engine().count(application)).isEqualTo(1);
    }

    @Test
    void switchedOffAfterARestoreItWaitsForNothingThatItNeverHad() {
        CloudNode off = new CloudNode(
                cluster,
                new TestSettings(
                        false, Optional.empty(), Optional.<URI>empty(), "test-", 99, 95, Duration.ofSeconds(5)));
        LedgerEntry entry = cluster.entry(application, ada);
        cluster.database().execute(tx -> off.engine().holder().restored(tx));
        off.purge(entry);

        // Breaks when a restore has installations wait for AWS that do not use it.
        assertThat(off.passed(entry)).isTrue();
    }

    @Test
    void switchedOffItErasesWhatItCanAndConfirmsNothing() {
        one.enroll(application, ADA, ada);
        CloudNode off = new CloudNode(
                cluster,
                new TestSettings(
                        false, Optional.empty(), Optional.<URI>empty(), "test-", 99, 95, Duration.ofSeconds(5)));
        LedgerEntry entry = cluster.entry(application, ada);
        off.purge(entry);
        off.cleanUp();

        assertThat(off.engine().enabled()).isFalse();
        assertThat(off.passed(entry)).isFalse();
        one.cleanUp();
        assertThat(off.passed(entry)).isTrue();
    }
}
