package dev.mien.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.platform.crypto.SubjectHash;
import dev.mien.platform.ledger.LedgerGuard.Standing;
import dev.mien.platform.sql.Database;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What stands before every write about a Facial ID or an application (P4). */
class LedgerGuardTest extends FollowerTest {
    private static final SubjectHash APPLICATION = SubjectHash.of(ScriptedLedger.hash(1));
    private static final SubjectHash OTHER = SubjectHash.of(ScriptedLedger.hash(2));

    @Test
    void whoIsInTheLedgerIsNotWrittenAbout() {
        ledger.enter(1);
        follow();

        postgres.database().execute(tx -> {
            assertThat(guard.mayWrite(tx, APPLICATION)).isFalse();
            assertThat(guard.mayWriteWithin(tx, APPLICATION)).isFalse();
            assertThat(guard.erased(tx, APPLICATION)).isTrue();
            assertThat(guard.mayWrite(tx, OTHER)).isTrue();
            assertThat(guard.mayWriteWithin(tx, OTHER)).isTrue();
        });
    }

    // Fails when one of both is not looked up, or they are taken for each other.
    @Test
    void applicationAndSubjectAreLookedUpTogether() {
        ledger.enter(1);
        follow();

        postgres.database().execute(tx -> {
            assertThat(guard.standing(tx, OTHER, OTHER)).isEqualTo(Standing.BOTH_STAND);
            assertThat(guard.standing(tx, OTHER, APPLICATION)).isEqualTo(Standing.SUBJECT_ERASED);
            assertThat(guard.standing(tx, APPLICATION, OTHER)).isEqualTo(Standing.APPLICATION_ERASED);
        });
    }

    // P4. Fails when standing looks before it has both locks: what the purge has committed while a writer waited for
    // one of them would not be seen.
    @Test
    void whoHasWaitedForAPurgeSeesWhatItDid() {
        for (boolean ofApplication : List.of(true, false)) {
            SubjectHash erased = SubjectHash.of(ScriptedLedger.hash(ofApplication ? 3 : 4));
            CountDownLatch locked = new CountDownLatch(1);
            CountDownLatch mayCommit = new CountDownLatch(1);
            CompletableFuture<Void> purge = beside(() -> postgres.database().execute(tx -> {
                guard.lock(tx, erased);
                locked.countDown();
                assertThat(reached(mayCommit)).isTrue();
                tx.update(
                        "insert into ledger_copy (number, kind, subject_hash, removed) values (1000, 'PERSON', ?, '')",
                        (Object) erased.bytes());
            }));
            assertThat(reached(locked)).isTrue();
            CompletableFuture<Standing> writer = new CompletableFuture<>();
            CompletableFuture<Void> write = beside(() -> postgres.database()
                    .execute(tx -> writer.complete(
                            ofApplication ? guard.standing(tx, erased, OTHER) : guard.standing(tx, OTHER, erased))));
            untilSomebodyWaits();
            mayCommit.countDown();
            purge.join();
            write.join();

            assertThat(writer.join()).isEqualTo(ofApplication ? Standing.APPLICATION_ERASED : Standing.SUBJECT_ERASED);
            postgres.database().execute(tx -> tx.update("delete from ledger_copy where number = 1000"));
        }
    }

    // Fails when mayWriteWithin takes the lock for itself alone: an application's enrollments would queue up.
    @Test
    void writersWithinAnApplicationDoNotWaitForEachOther() {
        Database database = postgres.database();

        boolean both = database.write(one -> guard.mayWriteWithin(one, APPLICATION)
                && database.<Boolean>write(two -> {
                    two.update("set local lock_timeout = '10s'");
                    return guard.mayWriteWithin(two, APPLICATION);
                }));

        assertThat(both).isTrue();
    }

    // Fails when mayWriteWithin takes no lock: the application is purged, and then somebody is written into it.
    @Test
    void thePurgeOfAnApplicationWaitsForItsWriters() {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        CompletableFuture<Void> write = beside(() -> postgres.database().execute(tx -> {
            assertThat(guard.mayWriteWithin(tx, APPLICATION)).isTrue();
            ThingHolder.write(tx, APPLICATION.bytes());
            written.countDown();
            assertThat(reached(mayCommit)).isTrue();
        }));
        assertThat(reached(written)).isTrue();
        ledger.enter(1);
        CompletableFuture<Void> purge = beside(this::follow);
        untilSomebodyWaits();

        mayCommit.countDown();

        join(write);
        join(purge);
        assertThat(postgres.count("thing")).isZero();
    }

    @Test
    void theCopyKeepsOneNumberForASubject() {
        postgres.database().execute(tx -> copy.record(tx, ScriptedLedger.entry(1), Map.of()));

        postgres.database().execute(tx -> copy.record(tx, ScriptedLedger.entry(1), Map.of()));

        assertThat(postgres.count("ledger_copy")).isEqualTo(1);
    }
}
