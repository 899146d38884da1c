package dev.mien.index.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.deletion.LedgerEntry;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.Node;
import dev.mien.index.head.OneAtATime;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P4, P5 and P11 as the holder's purge sees them. */
class IndexPurgeTest {
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
        one.replica().follow();
        two.replica().follow();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void removesTheRowAndSaysWhat() {
        assertThat(cluster.purge(one, cluster.entry(application, ada)))
                .containsEntry("templates", 1)
                .containsEntry("storedProbes", 1);

        assertThat(count("template where facial_id = '" + ada + "'")).isZero();
        assertThat(count("stored_probe where facial_id = '" + ada + "'")).isZero();
        assertThat(count("head where seq = 3 and count = 1")).isEqualTo(1);
        assertThat(two.recognize(application, ADA)).isEmpty();
        assertThat(two.recognize(application, BOB)).containsExactly(bob);
    }

    @Test
    void leavesTheFacialIdInNoTable() {
        // E3. Breaks when erased_row, stored_probe, purge_position or an event keeps it.
        assertThat(cluster.tablesThatName(ada)).containsExactly("stored_probe", "template");

        cluster.purge(one, cluster.entry(application, ada));

        assertThat(cluster.tablesThatName(ada)).isEmpty();
        assertThat(cluster.tablesThatName(bob)).containsExactly("stored_probe", "template");
    }

    @Test
    void leavesNothingSealedOfTheErasedInAnyTable() {
        // Breaks when a copy of the sealed template or of its wrapped key is kept, for whatever good reason.
        byte[] sealed = column("sealed");
        byte[] wrapped = column("wrapped_key");
        assertThat(cluster.tablesThatHold(sealed)).containsExactly("template");

        cluster.purge(one, cluster.entry(application, ada));

        assertThat(cluster.tablesThatHold(sealed)).isEmpty();
        assertThat(cluster.tablesThatHold(wrapped)).isEmpty();
    }

    @Test
    void mayBeRepeated() {
        LedgerEntry entry = cluster.entry(application, ada);
        cluster.purge(one, entry);

        assertThat(cluster.purge(two, entry)).containsEntry("templates", 0);
        assertThat(count("head where seq = 3 and count = 1")).isEqualTo(1);
    }

    @Test
    void findsBySubjectHashWhomACompletedErasureNoLongerNames() {
        // P5, P8: a restored holder hears of it by hash alone. Breaks when rows are found by Facial ID.
        assertThat(cluster.purge(one, Cluster.anonymous(cluster.entry(application, ada))))
                .containsEntry("templates", 1);
        assertThat(two.recognize(application, ADA)).isEmpty();
    }

    @Test
    void ofAnUnknownFacialIdNothingIsRemovedAndNothingWaits() {
        LedgerEntry entry = cluster.entry(application, new FacialId(UUID.randomUUID()));

        assertThat(cluster.purge(one, entry)).containsEntry("templates", 0);
        assertThat(one.purge().passed(entry.number())).isTrue();
    }

    @Test
    void hasPassedOnceEveryReplicaWithALeaseHasSaidSo() {
        // P4, P11. Breaks when passed() asks this process alone.
        LedgerEntry entry = cluster.entry(application, ada);
        cluster.purge(one, entry);
        assertThat(one.purge().passed(entry.number())).isFalse();

        one.replica().follow();
        assertThat(one.purge().passed(entry.number())).isFalse();

        two.replica().follow();
        assertThat(one.purge().passed(entry.number())).isTrue();
    }

    @Test
    void doesNotWaitForAReplicaWhoseLeaseRanOutAndThatOneForgets() {
        LedgerEntry entry = cluster.entry(application, ada);
        cluster.purge(one, entry);
        one.replica().follow();
        cluster.database()
                .execute(tx ->
                        tx.update("update replica_lease set expires_at = clock_timestamp() - interval '1 s' where id in"
                                + " (select lease_id from replica_position where seq < 3)"));

        assertThat(one.purge().passed(entry.number())).isTrue();
        // Breaks when passed() leaves the lease where it is: its holder could then renew it, and has not forgotten yet.
        assertThat(count("replica_lease")).isEqualTo(1);
        assertThat(two.recognize(application, ADA)).isEmpty();
    }

    @Test
    void waitsForAReplicaThatHasOnlyJustStarted() {
        // Breaks when a lease without a position counts as passed: it may be loading what was there before the purge.
        LedgerEntry entry = cluster.entry(application, ada);
        cluster.purge(one, entry);
        one.replica().follow();
        two.replica().follow();
        Node three = cluster.node();
        three.replica().renewLease();
        assertThat(one.purge().passed(entry.number())).isFalse();

        three.replica().follow();

        assertThat(one.purge().passed(entry.number())).isTrue();
    }

    @Test
    void afterARestoreOnlyReplicasOfTheNewIncarnationHavePassed() {
        LedgerEntry entry = cluster.entry(application, ada);
        cluster.purge(one, entry);
        one.replica().follow();
        two.replica().follow();
        cluster.database().execute(one.purge()::restored);
        assertThat(one.purge().passed(entry.number())).isFalse();

        one.replica().follow();
        two.replica().follow();

        assertThat(one.purge().passed(entry.number())).isTrue();
    }

    @Test
    void deletesAnApplicationAndNoOther() {
        ApplicationId other = new ApplicationId(UUID.randomUUID());
        one.enroll(other, ADA, ada);

        assertThat(cluster.purge(one, cluster.entry(application)))
                .containsEntry("templates", 2)
                .containsEntry("storedProbes", 2);

        assertThat(two.recognize(application, ADA)).isEmpty();
        assertThat(two.recognize(other, ADA)).containsExactly(ada);
        assertThat(count("application_key where application_id = '" + application + "'"))
                .isZero();
    }

    @Test
    void anApplicationsRowsAreNotToldOneByOne() {
        // Breaks when each row is read into this process, logged, and read again by every replica: of ten million these
        // would be gigabytes.
        cluster.purge(one, cluster.entry(application));
        assertThat(count("erased_row")).isZero();
        assertThat(count("head where count = 0 and checksum = 0 and seq = 3")).isEqualTo(1);

        // Another replica reads an index anew. Breaks when an index that has become empty counts as one that differs.
        cluster.database().execute(tx -> {
            assertThat(OneAtATime.REBUILD.mine(tx)).isTrue();
            two.replica().follow();
        });

        assertThat(two.replica().level()).isTrue();
        assertThat(two.replica().faces()).isZero();
    }

    @Test
    void deletesAnApplicationThatIsKnownByHashAlone() {
        assertThat(cluster.purge(one, Cluster.anonymous(cluster.entry(application))))
                .containsEntry("templates", 2);
    }

    @Test
    void anOlderDumpBringsNobodyBack() {
        // The tables of before the erasure are put back, the ledger is followed again. Breaks when purge relies on
        // having been done before, or restored() leaves the incarnation.
        LedgerEntry entry = cluster.entry(application, ada);
        cluster.database().execute(tx -> {
            tx.update("create table dump_template as select * from template");
            tx.update("create table dump_head as select * from head");
        });
        cluster.purge(one, entry);
        one.replica().follow();
        two.replica().follow();
        cluster.database().execute(tx -> {
            tx.update("delete from template");
            tx.update("delete from ledger_copy");
            tx.update("delete from erased_row");
            tx.update("insert into template select * from dump_template");
            tx.update(
                    "update head h set seq = d.seq, count = d.count, checksum = d.checksum, incarnation = d.incarnation"
                            + " from dump_head d where d.application_id = h.application_id");
            one.purge().restored(tx);
        });
        cluster.purge(one, Cluster.anonymous(entry));

        assertThat(one.recognize(application, ADA)).isEmpty();
        assertThat(two.recognize(application, ADA)).isEmpty();
        assertThat(two.recognize(application, BOB)).containsExactly(bob);
    }

    @Test
    void housekeepingDropsWhatHasServedAndNothingElse() {
        LedgerEntry open = cluster.entry(application, ada);
        LedgerEntry done = cluster.entry(application, bob);
        cluster.purge(one, open);
        cluster.purge(one, done);
        cluster.database().execute(tx -> {
            tx.update("update ledger_copy set fulfilled_at = now() where number = ?", done.number());
            tx.update("update stored_probe set forget_at = now() - interval '1 s' where jti ="
                    + " (select jti from stored_probe limit 1)");
        });

        cluster.node().replica().renewLease();
        cluster.database()
                .execute(tx -> tx.update("update replica_lease set expires_at = now() - interval '1 s' where id not in"
                        + " (select lease_id from replica_position)"));

        one.housekeeping().run();

        assertThat(count("replica_lease")).isEqualTo(2);
        assertThat(count("purge_position")).isEqualTo(1);
        assertThat(count("stored_probe")).isEqualTo(1);
        assertThat(count("erased_row")).isEqualTo(2);
    }

    private byte[] column(String name) {
        return cluster.database()
                .write(tx -> tx.first(
                        "select " + name + " from template where facial_id = ?", row -> row.getBytes(1), ada.value()))
                .orElseThrow();
    }

    private long count(String from) {
        return cluster.database()
                .write(tx -> tx.first("select count(*) from " + from, row -> row.getLong(1)))
                .orElseThrow();
    }
}
