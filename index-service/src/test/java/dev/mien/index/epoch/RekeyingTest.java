package dev.mien.index.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mien.contracts.ApplicationId;
import dev.mien.contracts.FacialId;
import dev.mien.contracts.context.Engine;
import dev.mien.contracts.context.Liveness;
import dev.mien.contracts.context.Operation;
import dev.mien.contracts.index.IndexKeys;
import dev.mien.index.cluster.Cluster;
import dev.mien.index.cluster.MadeUpFace;
import dev.mien.index.cluster.Node;
import dev.mien.index.cluster.PlannedFaces;
import dev.mien.platform.problem.Refusal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An epoch that ends because somebody asks for it. What an epoch's end does is {@link EpochTest}'s. */
class RekeyingTest {
    private static final MadeUpFace ADA = new MadeUpFace(1);
    private static final MadeUpFace BOB = new MadeUpFace(2);
    private final ApplicationId application = new ApplicationId(UUID.randomUUID());
    private final ApplicationId other = new ApplicationId(UUID.randomUUID());
    private final FacialId ada = new FacialId(UUID.randomUUID());
    private final FacialId bob = new FacialId(UUID.randomUUID());
    private Cluster cluster;
    private Node one;
    private Node two;
    private Rekeying rekeying;

    @BeforeEach
    void start() {
        cluster = new Cluster();
        one = cluster.node();
        two = cluster.node();
        one.enroll(application, ADA, ada);
        one.enroll(other, ADA, new FacialId(UUID.randomUUID()));
        two.replica().follow();
        rekeying = one.rekeying();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void everythingEndsUpUnderTheNewKeyAndNobodyNotices() {
        IndexKeys begun = begin();

        // Breaks when nothing turns, or the templates count as done before they are.
        assertThat(begun.epoch()).isEqualTo(2);
        assertThat(begun.remaining()).isEqualTo(1);
        assertThat(begun.earlierKeys()).isEqualTo(1);
        assertThat(begun.earlierGoneBy()).isNull();
        // Meanwhile. Breaks when a replica does not learn of the new key by the head.
        assertThat(two.recognize(application, ADA)).containsExactly(ada);
        two.enroll(application, BOB, bob);
        assertThat(number("select epoch from template where facial_id = ?", bob.value()))
                .isEqualTo(2);

        two.upkeep().run();

        IndexKeys done = rekeying.of(cluster.context(application, Operation.MANAGE));
        assertThat(done.remaining()).isZero();
        // The day after the backups' time. Breaks when the old key's day is another than that of an epoch's end.
        assertThat(done.earlierGoneBy())
                .isEqualTo(LocalDate.now(ZoneOffset.UTC)
                        .plusDays(Cluster.EPOCHS.backups().toDays() + 1));
        assertThat(one.recognize(application, BOB)).containsExactly(bob);
        assertThat(cluster.node().recognize(application, ADA)).containsExactly(ada);
    }

    @Test
    void anotherApplicationKeepsItsKey() {
        begin();
        one.upkeep().run();

        // Breaks when every application's epoch turns.
        assertThat(number("select max(epoch) from application_key where application_id = ?", other.value()))
                .isEqualTo(1);
    }

    @Test
    void askedAgainMeanwhileItIsOneExchange() {
        begin();

        // Breaks when a repeated call makes one key after the other.
        assertThat(begin().epoch()).isEqualTo(2);
        one.upkeep().run();
        assertThat(begin().epoch()).isEqualTo(3);
    }

    @Test
    void whereNobodyIsStoredAnyNumberOfExchangesKeepsTwoKeys() {
        cluster.purge(one, cluster.entry(application, ada));
        for (int times = 0; times < 10; times++) {
            begin();
        }

        // Breaks when a key that nothing was ever under is kept until its day: whoever asks again and again fills the
        // table. Or when the first one, under which somebody was, is destroyed before its day, or retired only later.
        IndexKeys now = rekeying.of(cluster.context(application, Operation.MANAGE));
        assertThat(now.epoch()).isEqualTo(11);
        assertThat(now.earlierKeys()).isEqualTo(1);
        assertThat(now.earlierGoneBy()).isNotNull();
        assertThat(number(
                        "select count(*) from application_key where application_id = ? and retired_at is not null"
                                + " and epoch = 1",
                        application.value()))
                .isEqualTo(1);
        // Breaks when a replica goes on with a key that was destroyed.
        two.enroll(application, BOB, bob);
        assertThat(cluster.node().recognize(application, BOB)).containsExactly(bob);
        assertThat(begin().remaining()).isEqualTo(1);
        assertThat(begin().epoch()).isEqualTo(12);
    }

    @Test
    void aKeyThatSomethingWasWrappedByIsKept() {
        begin();
        one.upkeep().run();
        begin();

        // Breaks when it is only looked at whether something was stored since: what was wrapped anew could be opened by
        // nobody.
        assertThat(number(
                        "select count(*) from application_key where application_id = ? and epoch = 2",
                        application.value()))
                .isEqualTo(1);
        assertThat(cluster.node().recognize(application, ADA)).containsExactly(ada);
    }

    @Test
    void theOldKeyGoesOnItsDay() {
        begin();
        one.upkeep().run();
        cluster.database()
                .execute(tx -> tx.update("update application_key set retired_at = retired_at - interval '36 days'"
                        + " where retired_at is not null"));

        one.upkeep().run();

        IndexKeys now = rekeying.of(cluster.context(application, Operation.MANAGE));
        assertThat(now.epoch()).isEqualTo(2);
        assertThat(now.earlierKeys()).isZero();
        assertThat(now.earlierGoneBy()).isNull();
    }

    @Test
    void whereThereIsNoKeyNoneIsExchanged() {
        ApplicationId unknown = new ApplicationId(UUID.randomUUID());
        cluster.purge(one, cluster.entry(application));

        // Breaks when keys are made for an application that is no more: nobody would ever destroy them.
        assertThatExceptionOfType(Refusal.class).isThrownBy(this::begin).matches(refusal -> refusal.status() == 409);
        assertThat(number("select count(*) from application_key where application_id = ?", application.value()))
                .isZero();
        assertThat(rekeying.of(cluster.context(unknown, Operation.MANAGE)).epoch())
                .isZero();
        assertThat(rekeying.begin(cluster.context(unknown, Operation.MANAGE)).epoch())
                .isEqualTo(1);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> rekeying.begin(cluster.context(
                        other,
                        Operation.MANAGE,
                        Cluster.policy(Liveness.NONE, PlannedFaces.PROFILE, Engine.REKOGNITION))))
                .matches(refusal -> refusal.status() == 409);
    }

    private IndexKeys begin() {
        return rekeying.begin(cluster.context(application, Operation.MANAGE));
    }

    private long number(String sql, Object... parameters) {
        return cluster.database()
                .write(tx -> tx.first(sql, row -> row.getLong(1), parameters).orElseThrow());
    }
}
